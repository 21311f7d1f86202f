import type { ChildProcess, spawn } from 'node:child_process';
import { systemClock } from '../../../local/clock';
import { ContainerProcess } from '../../../local/sagemaker/container-process';

const children: ChildProcess[] = [];
jest.mock('node:child_process', () => {
  const actual = jest.requireActual<{ spawn: typeof spawn }>('node:child_process');
  return {
    ...actual,
    spawn: (...given: Parameters<typeof spawn>) => {
      const child = actual.spawn(...given);
      children.push(child);
      return child;
    },
  };
});

const start = (command: string, args: string[], onLine: (line: string) => void = () => undefined) =>
  new ContainerProcess({ image: { command, args, env: {} }, env: {}, clock: systemClock, onLine });

const goneOf = async ({ gone }: ContainerProcess): Promise<unknown> => {
  if (!gone.aborted)
    await new Promise((resolve) => {
      gone.addEventListener('abort', resolve);
    });
  return gone.reason;
};

test('a command that does not exist is gone at once, and can be stopped', async () => {
  const container = start('/no/such/command', []);
  expect(await goneOf(container)).toMatchObject({
    message: expect.stringMatching(/^The container could not be started: .*ENOENT/) as string,
  });
  await expect(container.port).rejects.toThrow('The container ended before it listened');
  await container.stop();
});

test('signals that cannot be sent are no end of the container', async () => {
  const source = 'console.log("listening on 7"); setInterval(() => {}, 2 ** 30);';
  const container = start(process.execPath, ['-e', source]);
  expect(await container.port).toBe(7);
  const child = children.at(-1);
  // What kill() does for each signal that the system refuses.
  for (const _ of ['SIGTERM', 'SIGKILL']) child?.emit('error', new Error('kill EPERM'));
  await container.stop();
  expect(await goneOf(container)).toEqual(new Error('The container ended with SIGTERM'));
});
