import { type LogSink } from '../logs/log-sink';
import { type EventListener, type RecordedEvent } from './interpreter/history';
import { withoutExecutionData } from './interpreter/event-data';

/** As the API has it (CreateStateMachine, `loggingConfiguration`). */
export interface LoggingConfiguration {
  readonly level?: 'ALL' | 'ERROR' | 'FATAL' | 'OFF';
  readonly includeExecutionData?: boolean;
  readonly destinations?: readonly {
    readonly cloudWatchLogsLogGroup?: { readonly logGroupArn?: string };
  }[];
}

/** Events by level. Source: Developer Guide, "Log levels for Step Functions execution events". */
const LEVELS = {
  ALL: () => true,
  ERROR: (type: string) => /(Failed|TimedOut|Aborted)$/.test(type) || type === 'FailStateEntered',
  FATAL: (type: string) => /^Execution(Failed|TimedOut|Aborted)$/.test(type),
  OFF: () => false,
};

export interface LoggedExecution {
  readonly arn: string;
  readonly machineName: string;
  readonly name: string;
  readonly redriveCount: () => number;
}

/** Writes an execution's events to the log groups of its state machine, one stream an execution. */
export function executionLog(
  sink: LogSink,
  configuration: LoggingConfiguration,
  execution: LoggedExecution,
): EventListener {
  const { level = 'OFF', includeExecutionData = false, destinations = [] } = configuration;
  const groups = destinations.flatMap(
    ({ cloudWatchLogsLogGroup }) => groupName(cloudWatchLogsLogGroup?.logGroupArn) ?? [],
  );
  return (event) => {
    if (!LEVELS[level](event.type)) return;
    const timestamp = Math.round(event.timestamp * 1000);
    const day = new Date(timestamp).toISOString().slice(0, 10);
    const stream = `states/${execution.machineName}/${day}/${execution.name}`;
    const shown = includeExecutionData ? event : withoutExecutionData(event);
    const line = JSON.stringify(toLogEvent(shown, execution, timestamp));
    for (const group of groups) sink.write(group, stream, line, timestamp);
  };
}

function toLogEvent(
  event: RecordedEvent,
  { arn, redriveCount }: LoggedExecution,
  timestamp: number,
): object {
  const { id, previousEventId, type, timestamp: _, ...details } = event;
  return {
    id: String(id),
    type,
    // The log has the one member of details without its name.
    details: Object.values(details)[0] ?? {},
    redrive_count: String(redriveCount()),
    previous_event_id: String(previousEventId),
    event_timestamp: String(timestamp),
    execution_arn: arn,
  };
}

/** `arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*` -> NAME. */
function groupName(arn: string | undefined): string | undefined {
  return arn === undefined ? undefined : /:log-group:([^:]+)/.exec(arn)?.[1];
}
