import { type IFunction } from 'aws-cdk-lib/aws-lambda';

/** Functions that an event, a rule or a schedule invokes: no execution reports their errors. */
export type EventFunctionName = 'stop-transform' | 'announce-run' | 'notify-run' | 'sweep-jobs';

/** The deployment's functions by their folder under `lambdas/`, each in one of the two lists. */
export interface MonitoredFunctions {
  /** Those that only the state machine calls. */
  readonly steps: Readonly<Record<string, IFunction>>;
  readonly eventFunctions: Readonly<Record<EventFunctionName, IFunction>>;
}

type Handler = Readonly<{ function: IFunction }>;

/** @param functions all of the deployment */
export function monitoredFunctions(
  functions: Readonly<Record<string, Handler>> & Readonly<Record<EventFunctionName, Handler>>,
): MonitoredFunctions {
  const {
    'stop-transform': stopTransform,
    'announce-run': announceRun,
    'notify-run': notifyRun,
    'sweep-jobs': sweepJobs,
    ...steps
  } = functions;
  return {
    steps: Object.fromEntries(
      Object.entries(steps).map(([name, { function: handler }]) => [name, handler]),
    ),
    eventFunctions: {
      'stop-transform': stopTransform.function,
      'announce-run': announceRun.function,
      'notify-run': notifyRun.function,
      'sweep-jobs': sweepJobs.function,
    },
  };
}
