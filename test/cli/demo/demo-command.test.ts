import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { S3Client } from '@aws-sdk/client-s3';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { findDeployment } from '../../../cli/aws/deployment';
import { readResults } from '../../../cli/aws/results-object';
import { DEFAULT_STACK_PREFIX } from '../../../cli/aws/stack-prefix';
import { DATA_DIR, ROOT, runFolder } from '../../../cli/local/folders';
import { clientConfig } from '../../../local/gateway/client-config';

test('a kept demo serves other clients until Ctrl-C, which ends it in order', async () => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'bin', 't2t.ts'), 'demo', '--limit', '2', '--keep'],
    { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const closed = once(child, 'close');
  let words = '';
  for await (const line of createInterface({ input: child.stderr })) {
    words += `${line}\n`;
    if (line.startsWith('State machine: ')) break;
  }
  child.stderr.resume();
  const found = (pattern: RegExp): string => {
    const match = pattern.exec(words)?.[1];
    if (match === undefined) throw new Error(`the demo says: ${words}`);
    return match;
  };
  const runId = found(/^Run (\S+) has started$/m);
  const endpoint = found(/AWS_ENDPOINT_URL=(\S+)/);
  const config = clientConfig(endpoint, found(/AWS_REGION=(\S+)/));
  const [cloudFormation, s3] = [new CloudFormationClient(config), new S3Client(config)];
  try {
    const deployment = await findDeployment(cloudFormation, DEFAULT_STACK_PREFIX);
    expect(deployment.stateMachineArn).toBe(found(/^State machine: (\S+)$/m));
    expect(await readResults(s3, deployment.dataBucket, runId)).toMatchObject({
      status: 'Completed',
      counts: { read: 2, scored: 2 },
    });

    child.kill('SIGINT');
    expect(await closed).toEqual([0, null]);
    const sessions = (await readdir(DATA_DIR)).filter((name) =>
      name.startsWith(`aws-${child.pid ?? ''}-`),
    );
    expect(sessions).toEqual([]);
    // What the run made stays.
    expect(existsSync(join(runFolder(runId), 'predictions.jsonl'))).toBe(true);
  } finally {
    child.kill('SIGKILL');
    for (const client of [cloudFormation, s3]) client.destroy();
    await rm(runFolder(runId), { recursive: true, force: true });
  }
});
