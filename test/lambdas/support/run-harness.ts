import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateModelCommand,
  CreateTransformJobCommand,
  DescribeTransformJobCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { type Deployment } from '../../../domain/run/deployment';
import { RunLayout } from '../../../domain/run/layout';
import { type Execution } from '../../../domain/run/plan';
import { resultsSchema, type Results } from '../../../domain/run/results';
import { checkTransform } from '../../../lambdas/check-transform/check-transform';
import { planRun } from '../../../lambdas/plan-run/plan-run';
import { preparePart } from '../../../lambdas/prepare-input/prepare-part';
import { scoreShard } from '../../../lambdas/score-shard/score-shard';
import { endRun } from '../../../lambdas/shared/end-run';
import { type EndedExecution } from '../../../lambdas/shared/ended-execution';
import { leaveOutcome } from '../../../lambdas/shared/leave-outcome';
import { RunStore } from '../../../lambdas/shared/run-store';
import { startTransform } from '../../../lambdas/start-transform/start-transform';
import { summarizeRun } from '../../../lambdas/summarize-run/summarize-run';
import { systemClock } from '../../../local/clock';
import { embeddedImages } from '../../../local/embedded-images';
import { clientConfig } from '../../../local/gateway/client-config';
import { startGateway } from '../../../local/gateway/gateway';
import { createLogsService } from '../../../local/logs/logs-service';
import { createS3Service } from '../../../local/s3/service';
import { createSageMakerService } from '../../../local/sagemaker/service';
import { deployment, EXECUTION, MODEL } from '../../support/run-fixtures';
import { until } from '../../support/until';

export const BUCKET = 'data-bucket';
const REGION = 'eu-west-1';
const ACCOUNT = '123456789012';
const PASS = 1;
const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

/** What the echo model does wrong, by a word in the text. */
const FAULTS = {
  rules: [
    { marker: 'REFUSED', action: 'fail', status: 400, message: 'this text is refused' },
    { marker: 'HANGING', action: 'sleep', milliseconds: 3_600_000 },
  ],
};

export type RunHarness = Awaited<ReturnType<typeof startRunHarness>>;

/**
 * The steps of a run as the state machine calls them, against the embedded S3, SageMaker and logs,
 * with the echo model, which answers with the first twelve words after the colon.
 */
export async function startRunHarness() {
  const folder = await mkdtemp(join(tmpdir(), 'run-test-'));
  const account = { region: REGION, accountId: ACCOUNT };
  const storage = createS3Service({ dataDir: join(folder, 's3') });
  await storage.createBucket(BUCKET);
  const storageGateway = await startGateway({ services: [storage], ...account });
  const s3 = new S3Client({ ...clientConfig(storageGateway.endpoint, REGION), maxAttempts: 1 });
  const logsService = createLogsService({ dataDir: folder });
  const jobs = createSageMakerService({
    ...account,
    s3,
    images: embeddedImages,
    emitEvent: () => undefined,
    logSink: logsService,
    clock: systemClock,
    workDir: join(folder, 'work'),
    quotas: { 'ml.m5.xlarge': 0 },
  });
  const gateway = await startGateway({ services: [jobs, logsService], ...account });
  const config = { ...clientConfig(gateway.endpoint, REGION), maxAttempts: 1 };
  const sagemaker = new SageMakerClient(config);
  const logs = new CloudWatchLogsClient(config);
  await sagemaker.send(
    new CreateModelCommand({
      ModelName: MODEL.modelName,
      ExecutionRoleArn: `arn:aws:iam::${ACCOUNT}:role/model`,
      PrimaryContainer: {
        Image: MODEL.image,
        Environment: { ECHO_FAULTS: JSON.stringify(FAULTS) },
      },
    }),
  );
  const store = new RunStore(s3, BUCKET);
  const clients = { store, sagemaker, logs, region: REGION, now: () => new Date() };

  const put = (key: string, Body: string | Uint8Array) =>
    s3.send(
      new PutObjectCommand({
        Bucket: BUCKET,
        Key: key,
        Body,
        ContentLength: Buffer.byteLength(Body),
      }),
    );
  const text = async (key: string): Promise<string> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
    return (await Body?.transformToString()) ?? '';
  };
  const keys = async (prefix: string): Promise<string[]> => {
    const all: string[] = [];
    for await (const key of store.listKeys(prefix)) all.push(key);
    return all;
  };
  const describe = (name: string) =>
    sagemaker.send(new DescribeTransformJobCommand({ TransformJobName: name }));

  const steps = {
    plan: (name: string, request: unknown = {}, changes: Partial<Deployment> = {}) =>
      planRun({ request, deployment: deployment(changes), execution: executionOf(name) }, store),
    prepare: (runId: string) => {
      const layout = new RunLayout(runId);
      return leaveOutcome(store, layout.partOutcome(0), () => preparePart(layout, 0, store));
    },
    start: (runId: string) =>
      startTransform(
        { runId, pass: PASS, attempt: 1 },
        { store, sagemaker, encryptionKeyArn: KEY_ARN },
      ),
    check: (runId: string, now = clients.now) =>
      checkTransform(
        { runId, pass: PASS, transformJobName: `${runId}-p1-a1` },
        { ...clients, now },
      ),
    score: (runId: string, shard: number) => {
      const layout = new RunLayout(runId);
      return leaveOutcome(store, layout.shardOutcome(shard), () =>
        scoreShard({ layout, pass: PASS, shard, store }),
      );
    },
    summarize: (runId: string) =>
      summarizeRun({ runId, transformJobName: `${runId}-p1-a1` }, clients),
    stop: (ended: EndedExecution) => endRun(ended, clients),
  };

  const ended = (runId: string): Promise<string> =>
    until(async () => {
      const { TransformJobStatus } = await describe(`${runId}-p1-a1`);
      return ['InProgress', 'Stopping'].includes(TransformJobStatus ?? '')
        ? undefined
        : TransformJobStatus;
    });

  return {
    ...steps,
    s3,
    store,
    sagemaker,
    text,
    keys,
    describe,
    /** A job of another deployment, which reads `foreign/` and writes elsewhere. */
    async createForeignJob(
      name: string,
      body = '{"id":0,"text_inputs":"A"}\n',
      Tags: { Key: string; Value: string }[] = [],
    ): Promise<void> {
      await put(`foreign/${name}/0.jsonl`, body);
      const S3Uri = `s3://${BUCKET}/foreign/${name}/`;
      await sagemaker.send(
        new CreateTransformJobCommand({
          TransformJobName: name,
          ModelName: MODEL.modelName,
          TransformInput: {
            DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri } },
            ContentType: 'application/jsonlines',
            SplitType: 'Line',
          },
          TransformOutput: { S3OutputPath: `s3://${BUCKET}/foreign-output/`, Accept: 'text/csv' },
          TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
          Tags,
        }),
      );
    },
    /** Resolves with the job's last status. */
    ended,
    put,
    lines: async (key: string): Promise<unknown[]> =>
      (await text(key))
        .split('\n')
        .filter((line) => line !== '')
        .map((line): unknown => JSON.parse(line)),
    results: async (runId: string): Promise<Results> =>
      resultsSchema.parse(JSON.parse(await text(new RunLayout(runId).results))),
    /** Everything up to a finished transform job. */
    async transform(runId: string, request: unknown = {}) {
      await steps.plan(runId, request);
      await steps.prepare(runId);
      const started = await steps.start(runId);
      await ended(runId);
      return started;
    },
    /** Everything after it. */
    async evaluate(runId: string, shards: number) {
      for (let shard = 0; shard < shards; shard++) await steps.score(runId, shard);
      return steps.summarize(runId);
    },
    async close(): Promise<void> {
      await gateway.close();
      await storageGateway.close();
      for (const client of [s3, sagemaker, logs]) client.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An execution of that name, begun long before any job of these tests. */
export function executionOf(name: string): Execution {
  return { ...EXECUTION, name, arn: EXECUTION.arn.replace('nightly', name) };
}

/** JSON lines of records. */
export function jsonl(...records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

export const article = (text: string, highlights: unknown = 'a summary') => ({
  article: text,
  highlights,
});
