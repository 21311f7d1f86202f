import { type RecordedEvent } from './history';

/**
 * Members of an event's details that hold execution data, and what describes them. AWS's pages name
 * input and output; a task's parameters and variables are the same data by another name.
 */
const EXECUTION_DATA = new Set([
  'input',
  'inputDetails',
  'output',
  'outputDetails',
  'parameters',
  'assignedVariables',
  'assignedVariablesDetails',
]);

/** An event as it is shown with `includeExecutionData: false`. */
export function withoutExecutionData(event: RecordedEvent): RecordedEvent {
  const shown: RecordedEvent = { ...event };
  return Object.assign(
    shown,
    Object.fromEntries(
      Object.entries(event).map(([name, value]: [string, unknown]) => [name, stripped(value)]),
    ),
  );
}

function stripped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([member]) => !EXECUTION_DATA.has(member)),
  );
}
