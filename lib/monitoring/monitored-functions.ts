import { type IFunction } from 'aws-cdk-lib/aws-lambda';

/** Functions that an event, a rule or a schedule invokes: no execution reports their errors. */
export type EventFunctionName = 'stop-transform' | 'announce-run' | 'notify-run' | 'sweep-jobs';

/** The deployment's functions by their folder under `lambdas/`, each in one of the two lists. */
export interface MonitoredFunctions {
  /** Those that only the state machine calls. */
  readonly steps: Readonly<Record<string, IFunction>>;
  readonly eventFunctions: Readonly<Record<EventFunctionName, IFunction>>;
}
