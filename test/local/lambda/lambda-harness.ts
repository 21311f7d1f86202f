import { S3Client } from '@aws-sdk/client-s3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock } from '../../../local/clock';
import { clientConfig } from '../../../local/gateway/client-config';
import { type FunctionConfig } from '../../../local/lambda/function-config';
import { type InvocationResult } from '../../../local/lambda/invoke';
import { type LambdaHost, createLambdaHost } from '../../../local/lambda/lambda-host';
import { RecordingLog } from '../../support/recording-log';

export interface LambdaHarness {
  readonly host: LambdaHost;
  readonly log: RecordingLog;
  /** Deploys `index.js` with this source, under the name `probe` unless the changes say otherwise. */
  deploy(source: string, changes?: Partial<FunctionConfig>): Promise<void>;
  update(source: string, changes?: Partial<FunctionConfig>): Promise<void>;
  invoke(payload?: unknown, reference?: string): Promise<InvocationResult>;
  /** What the function returned, parsed. */
  result(payload?: unknown, reference?: string): Promise<unknown>;
  close(): Promise<void>;
}

const base: FunctionConfig = {
  functionName: 'probe',
  roleArn: 'arn:aws:iam::000000000000:role/probe-role',
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  timeoutSeconds: 60,
  memoryMb: 128,
  environment: {},
  logGroup: '/aws/lambda/probe',
  logFormat: 'Text',
  description: '',
};

export function lambdaHarness(clock?: Clock): LambdaHarness {
  const workDir = mkdtempSync(join(tmpdir(), 'lambda-host-'));
  const log = new RecordingLog();
  // Inline code needs no S3: the address leads nowhere.
  const s3 = new S3Client(clientConfig('http://127.0.0.1:9', 'us-east-1'));
  const host = createLambdaHost({
    s3,
    logSink: log,
    workDir,
    region: 'us-east-1',
    accountId: '000000000000',
    endpoint: () => 'http://127.0.0.1:9',
    sendToQueue: () => Promise.reject(new Error('This harness has no queues')),
    ...(clock && { clock }),
  });
  const invoke = (payload: unknown = {}, reference = 'probe'): Promise<InvocationResult> =>
    host.invoke(reference, JSON.stringify(payload));
  return {
    host,
    log,
    invoke,
    async deploy(inlineSource, changes = {}) {
      await host.createFunction({ ...base, ...changes }, { inlineSource });
    },
    async update(inlineSource, changes = {}) {
      await host.updateFunction({ ...base, ...changes }, { inlineSource });
    },
    async result(payload, reference) {
      const outcome = await invoke(payload, reference);
      if (outcome.kind === 'error') throw new Error(outcome.payload);
      return JSON.parse(outcome.payload) as unknown;
    },
    async close() {
      await host.close();
      s3.destroy();
      rmSync(workDir, { recursive: true });
    },
  };
}
