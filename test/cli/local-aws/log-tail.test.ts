import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogTail } from '../../../cli/local-aws/log-tail';
import { logText } from '../../../cli/local-aws/logs-command';
import { createLogStore, type LogStore } from '../../../local/logs/log-store';

let directory: string;
let store: LogStore;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'log-tail-'));
  store = createLogStore(directory, () => 0);
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const write = (group: string, stream: string, timestamp: number, message: string): void => {
  store.append(group, stream, [{ timestamp, ingestionTime: timestamp, message }]);
};

test('gives the lines of all streams by time, each once', () => {
  const tail = new LogTail(directory, '');
  write('/aws/lambda/a', 's1', 2, 'second');
  write('/aws/states/b', 's2', 1, 'first ü');
  expect(tail.next()).toEqual([
    { group: '/aws/states/b', timestamp: 1, message: 'first ü' },
    { group: '/aws/lambda/a', timestamp: 2, message: 'second' },
  ]);
  write('/aws/lambda/a', 's1', 3, 'third');
  expect(tail.next().map(({ message }) => message)).toEqual(['third']);
  expect(tail.next()).toEqual([]);
});

test('only groups with the text in their names', () => {
  write('/aws/lambda/a', 's', 1, 'no');
  write('/aws/sagemaker/TransformJobs', 's', 1, 'yes');
  expect(new LogTail(directory, 'sagemaker').next()).toMatchObject([{ message: 'yes' }]);
});

test('a line that is not whole yet comes when it is', () => {
  write('g', 's', 1, 'one');
  const file = readdirSync(join(directory, 'g')).find((name) => name.endsWith('.jsonl')) ?? '';
  const path = join(directory, 'g', file);
  const tail = new LogTail(directory, '');
  appendFileSync(path, '{"timestamp":2,"mess');
  expect(tail.next()).toMatchObject([{ message: 'one' }]);
  appendFileSync(path, 'age":"two"}\n');
  expect(tail.next()).toMatchObject([{ message: 'two' }]);
});

test('where nothing was logged there is nothing', () => {
  expect(new LogTail(join(directory, 'none'), '').next()).toEqual([]);
});

test('a message is one entry with time and group', () => {
  expect(logText({ group: 'g', timestamp: 0, message: 'text\n' })).toBe(
    '1970-01-01T00:00:00.000Z g text\n',
  );
});
