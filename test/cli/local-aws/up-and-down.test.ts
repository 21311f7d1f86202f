import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../../local/process-alive';
import { readRunningRecord } from '../../../local/running-record';
import { local, startLocal } from './support/t2t';

let parent: string;
let data: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 't2t-local-'));
  data = join(parent, 'data');
});
afterAll(async () => {
  // Whatever a failed test has left running ends here, by its own id.
  const left = readRunningRecord(data)?.processId;
  if (left !== undefined && isAlive(left)) process.kill(left, 'SIGKILL');
  await rm(parent, { recursive: true, force: true });
});

const UNTIL_DOWN =
  /^The embedded AWS runs at (http:\/\/127\.0\.0\.1:\d+) in process (\d+) until t2t local down/;

test('detached: it answers, shows itself, refuses a second one, and ends by down', async () => {
  const up = await local('up', '--detach', '--port', '0', '--data', data);
  expect(up).toMatchObject({ status: 0, stderr: '' });
  const [, endpoint = '', processId = ''] = UNTIL_DOWN.exec(up.stdout) ?? [];
  expect(isAlive(Number(processId))).toBe(true);

  const status = await local('status', '--data', data, '--format', 'json');
  expect(JSON.parse(status.stdout)).toMatchObject({
    endpoint,
    processId: Number(processId),
    stacks: [],
    executions: [],
    transformJobs: [],
  });

  const again = await local('up', '--port', '0', '--data', data);
  expect(again).toMatchObject({ status: 1, stdout: '' });
  expect(again.stderr).toMatch(`process ${processId} uses the directory ${data}`);

  expect(await local('down', '--data', data)).toMatchObject({ status: 0, stderr: '' });
  expect(isAlive(Number(processId))).toBe(false);
  expect(await local('status', '--data', data)).toEqual({
    status: 1,
    stdout: '',
    stderr: `Error: no embedded AWS runs with the data in ${data}: t2t local up starts one\n`,
  });
});

test('in the foreground: Ctrl-C ends it cleanly', async () => {
  const up = startLocal('up', '--port', '0', '--data', data);
  await up.printed(/until Ctrl-C/);
  up.child.kill('SIGINT');
  expect(await up.ended).toMatchObject({
    status: 0,
    stderr: expect.stringContaining('Ending') as string,
  });
  expect(existsSync(join(data, 'embedded-aws.pid'))).toBe(false);
  expect(readRunningRecord(data)).toBeUndefined();
});

test.each([[[]], [['--detach']]])('a port that is taken: one line (%j)', async (more) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  try {
    expect(await local('up', '--port', port, '--data', data, ...more)).toEqual({
      status: 1,
      stdout: '',
      stderr: `Error: Another program listens at port ${port} of 127.0.0.1: end it, or take another port (0 for any that is free).\n`,
    });
  } finally {
    other.close();
  }
});

test('services that cannot stand together like this: one line, before anything starts', async () => {
  expect(await local('up', '--port', '0', '--data', data, '--only', 'sagemaker')).toEqual({
    status: 1,
    stdout: '',
    stderr: 'Error: sagemaker needs S3: run s3 here as well, or say where it is\n',
  });
});

test('a directory that cannot be made: one line, also in the background', async () => {
  for (const more of [[], ['--detach']]) {
    const up = await local('up', '--port', '0', '--data', '/proc/no-such', ...more);
    expect(up).toMatchObject({ status: 1, stdout: '' });
    expect(up.stderr).toMatch(/^Error: \/proc\/no-such cannot be the data directory: .*\n$/);
  }
});

test('logs of a directory that is not there: one line', async () => {
  expect(await local('logs', '--data', join(parent, 'none'))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(`there is no ${join(parent, 'none')}`) as string,
  });
});

test('a start that fails leaves the directory to any other set of services', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const untouched = join(parent, 'untouched');
  expect(await local('up', '--port', port, '--data', untouched)).toMatchObject({ status: 1 });
  other.close();
  const part = ['--only', 'sqs', '--port', '0', '--detach', '--data', untouched];
  const up = await local('up', ...part);
  expect(up).toMatchObject({ status: 0, stderr: '' });
  expect(up.stdout).toContain(`until t2t local down --data ${untouched}`);
  expect(await local('down', '--data', untouched)).toMatchObject({ status: 0 });
});
