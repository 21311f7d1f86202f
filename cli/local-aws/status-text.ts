import { durationText } from '../../domain/run/duration-text';
import { type RunningRecord } from '../../local/running-record';
import { type Activity, type InFlight } from './activity';
import { type PlaceRemarks } from './place-remarks';
import { placementRows } from './placement-rows';

/** What `t2t local status` prints. @param now epoch milliseconds */
export function statusText(
  status: RunningRecord & Activity,
  now: number,
  remarks: PlaceRemarks = new Map(),
): string {
  const { endpoint, processId, dataDir, stacks, executions, transformJobs } = status;
  const placed = placementRows(status, remarks);
  const since = (startedAt: number): string => durationText((now - startedAt) / 1000);
  const line = ({ name, status: state, startedAt }: InFlight): string =>
    `${name} (${state}, for ${since(Date.parse(startedAt))})`;
  return [
    row('endpoint', [endpoint]),
    row('process', [`${processId}, for ${since(status.startedAt)}`]),
    row('data', [dataDir]),
    row('services', [placed.here]),
    ...(placed.elsewhere.length > 0 ? [row('elsewhere', placed.elsewhere)] : []),
    row(
      'stacks',
      lines(stacks, ({ name, status: state }) => `${name} (${state})`),
    ),
    row('executions', lines(executions, line)),
    row('jobs', lines(transformJobs, line)),
  ].join('');
}

function lines<T>(found: readonly T[] | string, textOf: (one: T) => string): readonly string[] {
  return typeof found === 'string' ? [found] : found.map(textOf);
}

function row(title: string, values: readonly string[]): string {
  const [first = 'none', ...rest] = values;
  const indent = ' '.repeat(12);
  return `${title.padEnd(12)}${first}\n${rest.map((value) => `${indent}${value}\n`).join('')}`;
}
