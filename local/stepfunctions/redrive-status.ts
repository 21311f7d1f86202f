import {
  MAX_EXECUTION_MILLISECONDS,
  MAX_REDRIVABLE_EVENTS,
  REDRIVABLE_PERIOD_MILLISECONDS,
} from './limits';
import { type Execution } from './execution';

export interface RedriveStatus {
  readonly redriveStatus: 'REDRIVABLE' | 'NOT_REDRIVABLE' | 'REDRIVABLE_BY_MAP_RUN';
  readonly redriveStatusReason?: string;
}

/** What of an execution decides whether it can be redriven; times in epoch milliseconds. */
export interface EndedExecution {
  readonly status: Execution['status'];
  readonly startDate: number;
  readonly stopDate: number | undefined;
  readonly eventCount: number;
  readonly machineDeleted: boolean;
  /** False for one of a process before this one. */
  readonly positionKnown: boolean;
}

/**
 * Why an execution cannot be redriven, in AWS's words; undefined if it can.
 * Source: API Reference, DescribeExecution (redriveStatusReason); Developer Guide, "Restarting state
 * machine executions with redrive", "Redrive eligibility for unsuccessful executions".
 */
export function obstacleToRedrive(execution: EndedExecution, now: number): string | undefined {
  const { status, startDate, stopDate, eventCount } = execution;
  if (status === 'RUNNING' || status === 'SUCCEEDED') {
    return `Execution is ${status} and cannot be redriven`;
  }
  if (execution.machineDeleted) return 'State machine is in DELETING status';
  if (eventCount >= MAX_REDRIVABLE_EVENTS) return 'Execution history event limit exceeded';
  if (now - startDate > MAX_EXECUTION_MILLISECONDS) {
    return 'Execution has exceeded the max execution time';
  }
  if (now - (stopDate ?? now) > REDRIVABLE_PERIOD_MILLISECONDS) {
    return 'Execution redrivable period exceeded';
  }
  if (!execution.positionKnown) {
    return 'The embedded AWS has restarted since, and does not know where the execution stood';
  }
  return undefined;
}

/** Members of DescribeExecution and of the status change event. A map run's child goes with it. */
export function redriveStatusOf(execution: Execution): RedriveStatus {
  const reason = execution.obstacleToRedrive();
  if (reason !== undefined) {
    return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: reason };
  }
  if (execution.identity.mapRunArn === undefined) return { redriveStatus: 'REDRIVABLE' };
  return {
    redriveStatus: 'REDRIVABLE_BY_MAP_RUN',
    redriveStatusReason: 'Execution can be redriven by its Map Run only',
  };
}
