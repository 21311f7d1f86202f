import { S3Client } from '@aws-sdk/client-s3';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLambdaHost } from '../local/lambda/lambda-host';

const INVOCATIONS = 2_000;

/** Microseconds of a warm invocation that answers at once, one after the other, its log included. */
export async function measureInvocation(): Promise<number> {
  const workDir = await mkdtemp(join(tmpdir(), 't2t-bench-lambda-'));
  const s3 = new S3Client({ region: 'us-east-1' });
  const host = createLambdaHost({
    s3,
    logSink: { write: () => undefined },
    workDir,
    region: 'us-east-1',
    accountId: '123456789012',
    endpoint: () => 'http://127.0.0.1:1',
    sendToQueue: () => Promise.resolve(),
  });
  try {
    const { arn } = await host.createFunction(
      {
        functionName: 'bench',
        roleArn: 'arn:aws:iam::123456789012:role/bench',
        runtime: 'nodejs22.x',
        handler: 'index.handler',
        timeoutSeconds: 10,
        memoryMb: 128,
        environment: {},
        logGroup: '/aws/lambda/bench',
        logFormat: 'JSON',
        description: '',
      },
      { inlineSource: 'exports.handler = async (event) => event;' },
    );
    const invoke = async (times: number): Promise<void> => {
      for (let at = 0; at < times; at += 1) {
        const { kind } = await host.invoke(arn, '{"n":1}');
        if (kind !== 'success') throw new Error('The function of the benchmark failed');
      }
    };
    await invoke(INVOCATIONS / 10);
    const begin = performance.now();
    await invoke(INVOCATIONS);
    return ((performance.now() - begin) * 1000) / INVOCATIONS;
  } finally {
    await host.close();
    s3.destroy();
    await rm(workDir, { recursive: true, force: true });
  }
}
