import { type IFunction } from 'aws-cdk-lib/aws-lambda';

/** Functions that an event, a rule or a schedule invokes: no execution reports their errors. */
export type EventFunctionName = 'stop-transform' | 'announce-run' | 'notify-run' | 'sweep-jobs';

/** The deployment's functions by their folder under `lambdas/`, each in one of the two lists. */
export interface MonitoredFunctions {
  /** Those that only the state machine calls. */
  readonly steps: Readonly<Record<string, IFunction>>;
  readonly eventFunctions: Readonly<Record<EventFunctionName, IFunction>>;
}

export function monitoredFunctions(
  functions: Readonly<Record<string, IFunction>> & Readonly<Record<EventFunctionName, IFunction>>,
): MonitoredFunctions {
  const {
    'stop-transform': stopTransform,
    'announce-run': announceRun,
    'notify-run': notifyRun,
    'sweep-jobs': sweepJobs,
    ...steps
  } = functions;
  return {
    steps,
    eventFunctions: {
      'stop-transform': stopTransform,
      'announce-run': announceRun,
      'notify-run': notifyRun,
      'sweep-jobs': sweepJobs,
    },
  };
}
