import { startGate } from '../../support/gate';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { modelServerCommand } from '../../../local/model-server/command';
import { RunningServer } from './running-server';

const servers: RunningServer[] = [];

async function startEcho(env: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const server = await RunningServer.startLoaded('echo', env);
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

const withFaults = (...rules: unknown[]): Record<string, string> => ({
  ECHO_FAULTS: JSON.stringify({ rules }),
});

const say = (server: RunningServer, words: string): ReturnType<RunningServer['invoke']> =>
  server.invoke('application/x-text', '', words);

test('/ping is empty once the model is loaded', async () => {
  const server = await startEcho();
  expect(await server.get('/ping')).toMatchObject({ status: 200, body: '' });
});

test('while the model loads, /ping and invocations are answered 503', async () => {
  const server = await RunningServer.start('echo', {
    ECHO_FAULTS: JSON.stringify({ loadMilliseconds: 3_600_000 }),
  });
  servers.push(server);
  const ping = await server.get('/ping');
  expect(ping).toMatchObject({ status: 503, body: 'Models are not loaded' });
  const answer = await say(server, 'a');
  expect(answer.status).toBe(503);
  expect(JSON.parse(answer.body)).toMatchObject({ code: 503, message: 'Models are not loaded' });
});

test('/execution-parameters gives one worker, many records, 6 MB', async () => {
  const server = await startEcho();
  expect(JSON.parse((await server.get('/execution-parameters')).body)).toEqual({
    MaxConcurrentTransforms: 1,
    BatchStrategy: 'MULTI_RECORD',
    MaxPayloadInMB: 6,
  });
});

test('other paths are 404, and say what there is', async () => {
  const server = await startEcho();
  const answer = await server.get('/stats');
  expect(answer.status).toBe(404);
  expect(answer.body).toContain('POST /invocations');
});

test('a payload above SAGEMAKER_MAX_PAYLOAD_IN_MB is 413, one of that size is read', async () => {
  const server = await startEcho({ SAGEMAKER_MAX_PAYLOAD_IN_MB: '1' });
  const full = Buffer.alloc(1024 * 1024, 'a');
  expect((await server.invoke('application/x-text', '', full)).status).toBe(200);
  const answer = await server.invoke('application/x-text', '', Buffer.alloc(full.length + 1, 'a'));
  expect(answer.status).toBe(413);
  expect(answer.body).toContain('1048577 bytes; at most 1048576');
});

test('a text with a marker fails with the status of the rule, as often as the rule says', async () => {
  const server = await startEcho(
    withFaults({ action: 'fail', marker: 'BOOM', status: 500, message: 'out of luck', times: 1 }),
  );
  const failed = await say(server, 'BOOM');
  expect(failed.status).toBe(500);
  expect(JSON.parse(failed.body)).toMatchObject({ code: 500, message: 'out of luck' });
  expect((await say(server, 'BOOM')).status).toBe(200);
  expect((await say(server, 'quiet')).status).toBe(200);
});

test('a text with a marker waits until another server has answered', async () => {
  const gate = await startGate();
  const server = await startEcho(withFaults({ action: 'ask', marker: 'HELD', url: gate.url }));
  const held = say(server, 'HELD');
  await gate.waiting(1);
  expect((await say(server, 'quiet')).status).toBe(200);
  gate.open();
  expect((await held).status).toBe(200);
  gate.close();
});

test('a text with a marker loses the connection', async () => {
  const server = await startEcho(withFaults({ action: 'close', marker: 'DROP' }));
  await expect(say(server, 'DROP')).rejects.toThrow('fetch failed');
  expect((await say(server, 'quiet')).status).toBe(200);
});

test('an answer grows to the length of the rule', async () => {
  const server = await startEcho(withFaults({ action: 'grow', marker: 'LONG', bytes: 1000 }));
  const { body } = await say(server, 'LONG');
  expect((JSON.parse(body) as { generated_text: string }).generated_text).toHaveLength(1000);
});

test('an error of the platform is a header for the embedded SageMaker', async () => {
  const server = await startEcho(
    withFaults({ action: 'platform', marker: 'BUSY', error: 'ThrottlingException' }),
  );
  const response = await fetch(`${server.url}/invocations`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-text' },
    body: 'BUSY',
  });
  expect(response.status).toBe(503);
  expect(response.headers.get('x-embedded-sagemaker-error')).toBe('ThrottlingException');
});

test('a crash ends the process with the code of the rule', async () => {
  const server = await startEcho(withFaults({ action: 'exit', marker: 'CRASH', code: 9 }));
  const exited = once(server.child, 'exit');
  await expect(say(server, 'CRASH')).rejects.toThrow('fetch failed');
  expect(await exited).toEqual([9, null]);
});

test('a client that leaves in the middle disturbs nobody', async () => {
  const server = await startEcho(
    withFaults(
      { action: 'sleep', marker: 'SLOW', milliseconds: 3_600_000 },
      { action: 'fail', marker: 'SLOW' },
    ),
  );
  const leaving = fetch(`${server.url}/invocations`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-text' },
    body: 'SLOW',
    signal: AbortSignal.timeout(100),
  });
  await expect(leaving).rejects.toThrow();
  expect((await say(server, 'quiet')).status).toBe(200);
});

test('SIGTERM ends it at once', async () => {
  const server = await startEcho();
  const exited = once(server.child, 'exit');
  server.child.kill('SIGTERM');
  expect(await exited).toEqual([null, 'SIGTERM']);
});

test('it ends when the stdin of its parent closes, as when the parent is killed', async () => {
  const server = await startEcho();
  const exited = once(server.child, 'exit');
  server.child.stdin?.destroy();
  expect(await exited).toEqual([0, null]);
});

test.each([
  [
    'echo',
    { SAGEMAKER_BIND_TO_PORT: 'x' },
    "SAGEMAKER_BIND_TO_PORT must be a whole number from 0 to 65535, got 'x'",
  ],
  ['gpt', {}, "There is no model server 'gpt'. Valid: echo, t5."],
  ['echo', { SAGEMAKER_BIND_TO_PORT: '0', ECHO_FAULTS: '{"rule": []}' }, 'rule'],
  ['t5', { SAGEMAKER_BIND_TO_PORT: '0', SM_MODEL_DIR: '/nowhere' }, '/nowhere'],
])('%s with %j ends with status 1 and the reason', async (kind, env, reason) => {
  const { command, args } = modelServerCommand('echo');
  const child = spawn(command, [args[0] ?? '', kind], { env, stdio: ['pipe', 'ignore', 'pipe'] });
  const [stderr, exit] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect(exit).toEqual([1, null]);
  expect(stderr).toContain(reason);
});
