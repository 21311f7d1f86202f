import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateModelCommand,
  CreateTransformJobCommand,
  type CreateTransformJobCommandInput,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { systemClock } from '../../../local/clock';
import { type EventEntry } from '../../../local/events/event';
import { clientConfig } from '../../../local/gateway/client-config';
import { startGateway } from '../../../local/gateway/gateway';
import { createS3Service } from '../../../local/s3/service';
import { createSageMakerService, type SageMakerOptions } from '../../../local/sagemaker/service';

export const REGION = 'eu-west-1';
export const ACCOUNT = '123456789012';
export const BUCKET = 'data-bucket';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/model-role`;
const FIXTURE = join(__dirname, '../../support/fixture-model-server.mjs');

export type Harness = Awaited<ReturnType<typeof startHarness>>;

type JobOverrides = Partial<CreateTransformJobCommandInput>;

/** S3 and SageMaker behind the gateway, with the image `fixture` and a bucket; everything under one temporary folder. */
export async function startHarness(overrides: Partial<SageMakerOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'sagemaker-test-'));
  const endpointOfS3 = await startGateway({
    services: [createS3Service({ dataDir: join(folder, 's3') })],
    region: REGION,
    accountId: ACCOUNT,
  });
  const s3 = new S3Client(clientConfig(endpointOfS3.endpoint, REGION));
  const events: EventEntry[] = [];
  const logs: { group: string; stream: string; message: string }[] = [];
  const observers = new Set<() => void>();
  const observe = (): void => {
    for (const observer of observers) observer();
  };
  const service = createSageMakerService({
    s3,
    images: (uri) =>
      uri === 'fixture'
        ? { command: process.execPath, args: [FIXTURE], env: { FROM_IMAGE: 'image' } }
        : undefined,
    emitEvent: (entry) => {
      events.push(structuredClone(entry));
      observe();
    },
    logSink: {
      write: (group, stream, message) => {
        logs.push({ group, stream, message });
        observe();
      },
    },
    clock: systemClock,
    region: REGION,
    accountId: ACCOUNT,
    workDir: join(folder, 'work'),
    ...overrides,
  });
  const gateway = await startGateway({ services: [service], region: REGION, accountId: ACCOUNT });
  const sagemaker = new SageMakerClient(clientConfig(gateway.endpoint, REGION));
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));

  /** Resolves when the condition holds; looked at after each event and log line. */
  const until = async (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const observer = (): void => {
        if (!condition()) return;
        observers.delete(observer);
        resolve();
      };
      observers.add(observer);
      observer();
    });
  const bytes = async (key: string): Promise<Buffer> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };
  const statuses = (job: string): unknown[] =>
    events
      .filter(({ detail }) => detail.TransformJobName === job)
      .map(({ detail }) => detail.TransformJobStatus);

  return {
    s3,
    sagemaker,
    service,
    folder,
    events,
    logs,
    until,
    statuses,
    endpoint: gateway.endpoint,
    async put(key: string, body: string | Buffer): Promise<void> {
      await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: Buffer.from(body) }));
    },
    bytes,
    stopS3: async () => endpointOfS3.close(),
    text: async (key: string): Promise<string> => String(await bytes(key)),
    async keys(prefix: string): Promise<(string | undefined)[]> {
      const listing = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: prefix }));
      return (listing.Contents ?? []).map(({ Key }) => Key);
    },
    async createModel(
      name: string,
      environment: Record<string, string> = {},
      image = 'fixture',
    ): Promise<void> {
      await sagemaker.send(
        new CreateModelCommand({
          ModelName: name,
          ExecutionRoleArn: ROLE,
          PrimaryContainer: { Image: image, Environment: environment },
        }),
      );
    },
    async createJob(name: string, job: JobOverrides = {}) {
      return sagemaker.send(new CreateTransformJobCommand(jobRequest(name, job)));
    },
    /** Resolves with the last status. */
    async ended(name: string): Promise<unknown> {
      const isEnd = (status: unknown): boolean =>
        status === 'Completed' || status === 'Failed' || status === 'Stopped';
      await until(() => statuses(name).some(isEnd));
      return statuses(name).at(-1);
    },
    dataLog(job: string): string[] {
      return logs
        .filter(({ stream }) => stream.startsWith(`${job}/`) && stream.endsWith('/data-log'))
        .map(({ message }) => message.replace(/^[\d-]+T[\d:.]+(?=:\[)/, 'T'));
    },
    async close(): Promise<void> {
      await gateway.close();
      await endpointOfS3.close();
      s3.destroy();
      sagemaker.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A job that reads `in/` and writes `out/`, by lines, with the model `model`. */
export function jobRequest(name: string, job: JobOverrides = {}): CreateTransformJobCommandInput {
  return {
    TransformJobName: name,
    ModelName: 'model',
    TransformInput: transformInput('in/'),
    TransformOutput: { S3OutputPath: `s3://${BUCKET}/out`, AssembleWith: 'Line' },
    TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
    ...job,
  };
}

export function transformInput(
  key: string,
  members: Partial<CreateTransformJobCommandInput['TransformInput']> = {},
): NonNullable<CreateTransformJobCommandInput['TransformInput']> {
  return {
    DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/${key}` } },
    SplitType: 'Line',
    ...members,
  };
}
