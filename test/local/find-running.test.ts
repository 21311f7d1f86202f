import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataDir, type DataDirLock } from '../../local/data-dir-lock';
import { findRunning } from '../../local/find-running';
import { keepRunningRecord, type RunningRecord } from '../../local/running-record';

let dataDir: string;
let lock: DataDirLock;
let server: Server;
let answer: unknown;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'find-running-'));
  lock = lockDataDir(dataDir);
  server = createServer((_, response) => response.end(JSON.stringify(answer)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => {
  lock.release();
  rmSync(dataDir, { recursive: true });
  server.close();
  server.closeAllConnections();
});

function recordOf(change: Partial<RunningRecord> = {}): RunningRecord {
  const address = server.address();
  return {
    processId: process.pid,
    dataDir,
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    region: 'us-east-1',
    accountId: '000000000000',
    services: ['s3'],
    elsewhere: {},
    startedAt: 1,
    ...change,
  };
}

test('one that answers with its own process id and directory is running', async () => {
  answer = recordOf();
  keepRunningRecord(recordOf());
  expect(await findRunning(dataDir)).toEqual({ kind: 'running', record: answer });
});

test('nobody holds the directory: none, also where a killed process left its record', async () => {
  keepRunningRecord(recordOf());
  lock.release();
  expect(await findRunning(dataDir)).toEqual({ kind: 'none' });
});

test.each([
  ['another process', { processId: process.pid + 1 }],
  ['one of another directory', { dataDir: '/elsewhere' }],
])('%s at the endpoint is not ours', async (_, change) => {
  answer = recordOf(change);
  keepRunningRecord(recordOf());
  expect(await findRunning(dataDir)).toEqual({ kind: 'silent', processId: process.pid });
});

test.each([
  ['nothing that we know', 'hello'],
  ['half a record', { processId: process.pid }],
])('a program that answers %s is not ours', async (_, said) => {
  answer = said;
  keepRunningRecord(recordOf());
  expect(await findRunning(dataDir)).toMatchObject({ kind: 'silent' });
});

test('a lock without a record, or with half of one, is of a process that does not answer', async () => {
  expect(await findRunning(dataDir)).toMatchObject({ kind: 'silent' });
  writeFileSync(join(dataDir, 'running.json'), '{"proc');
  expect(await findRunning(dataDir)).toMatchObject({ kind: 'silent' });
});
