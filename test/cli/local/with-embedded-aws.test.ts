import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import { readdir } from 'node:fs/promises';
import { DATA_DIR } from '../../../cli/local/folders';
import { withEmbeddedAws } from '../../../cli/local/with-embedded-aws';

/** Folders of sessions of this process. */
async function sessions(): Promise<string[]> {
  return (await readdir(DATA_DIR)).filter((name) => name.startsWith(`aws-${process.pid}-`));
}

test('deploys the application for the work, and leaves nothing when it fails', async () => {
  let words = '';
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    words += String(text);
    return true;
  });
  const listeners = process.listenerCount('SIGINT');
  let endpoint = '';
  const session = withEmbeddedAws(async ({ aws, clients, deployment }) => {
    endpoint = aws.endpoint;
    expect(await sessions()).toHaveLength(1);
    expect(process.listenerCount('SIGINT')).toBe(listeners + 1);
    const { status } = await clients.stepFunctions.send(
      new DescribeStateMachineCommand({ stateMachineArn: deployment.stateMachineArn }),
    );
    throw new Error(`the state machine is ${status ?? 'nowhere'}`);
  });
  await expect(session).rejects.toThrow('the state machine is ACTIVE');
  stderr.mockRestore();

  expect(words).toBe(
    'Synthesizing the application of config/local.json\n' +
      `Deploying it into the embedded AWS at ${endpoint}\n`,
  );
  expect(await sessions()).toEqual([]);
  expect(process.listenerCount('SIGINT')).toBe(listeners);
  await expect(fetch(endpoint)).rejects.toThrow('fetch failed');
});
