import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTransformJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import * as z from 'zod';
import { systemClock } from '../local/clock';
import { clientConfig } from '../local/gateway/client-config';
import { startGateway } from '../local/gateway/gateway';
import { modelServerCommand } from '../local/model-server/command';
import { createS3Service } from '../local/s3/service';
import { waitUntilHealthy } from '../local/sagemaker/container-health';
import { ContainerProcess } from '../local/sagemaker/container-process';
import { invoke } from '../local/sagemaker/invocation';
import { createSageMakerService } from '../local/sagemaker/service';

export interface TransformFigures {
  readonly records: number;
  readonly megabytes: number;
  /** From CreateTransformJob until the job has ended: container start, S3, splitting, model, assembling. */
  readonly recordsPerSecond: number;
  /** The same requests sent to the same container by a bare loop: what the model server alone allows. */
  readonly bareRecordsPerSecond: number;
  /** recordsPerSecond / bareRecordsPerSecond, in one run. */
  readonly shareOfBare: number;
  /** Highest resident memory of this process during the job, less that before it, in MiB. */
  readonly memoryGrowthMiB: number;
}

const RECORDS = join(__dirname, '../examples/debian-packages/test.jsonl');
const RECORDS_PER_SHARD = 256;
const REGION = 'us-east-1';
const ACCOUNT = '000000000000';
const BUCKET = 'bench';
const CONTENT_TYPE = 'application/jsonlines';
const recordSchema = z.object({ description: z.string() });

/** A transform job with the echo model over shards of 256 real records, one request a shard. */
export async function measureTransform(shardCount = 160): Promise<TransformFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-transform-'));
  const shards = composeShards(shardCount);
  const records = shardCount * RECORDS_PER_SHARD;
  try {
    const bareSeconds = await measureBare(shards);
    const { seconds, memoryGrowthMiB } = await measureJob(folder, shards);
    return {
      records,
      megabytes: shards.reduce((sum, { length }) => sum + length, 0) / 1e6,
      recordsPerSecond: records / seconds,
      bareRecordsPerSecond: records / bareSeconds,
      shareOfBare: bareSeconds / seconds,
      memoryGrowthMiB,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function composeShards(count: number): Buffer[] {
  const texts = readFileSync(RECORDS, 'utf8')
    .trim()
    .split('\n')
    .map((line) => recordSchema.parse(JSON.parse(line)).description);
  const line = (id: number): string =>
    JSON.stringify({
      id,
      text_inputs: `Briefly summarize this text: ${texts[id % texts.length] ?? ''}`,
    });
  return Array.from({ length: count }, (_, shard) =>
    Buffer.from(
      Array.from(
        { length: RECORDS_PER_SHARD },
        (_, i) => `${line(shard * RECORDS_PER_SHARD + i)}\n`,
      ).join(''),
    ),
  );
}

async function measureBare(shards: readonly Buffer[]): Promise<number> {
  const container = new ContainerProcess({
    image: modelServerCommand('echo'),
    env: { SAGEMAKER_BIND_TO_PORT: '0' },
    clock: systemClock,
    onLine: () => undefined,
  });
  const agent = new Agent({ keepAlive: true });
  const { signal } = new AbortController();
  const address = { port: await container.port, agent, clock: systemClock, signal };
  try {
    await waitUntilHealthy(address);
    const headers = { 'content-type': CONTENT_TYPE, accept: 'text/csv' };
    const begin = performance.now();
    for (const shard of shards) {
      await invoke(shard, { ...address, headers, timeoutSeconds: 600, maxRetries: 0 });
    }
    return (performance.now() - begin) / 1000;
  } finally {
    agent.destroy();
    await container.stop();
  }
}

async function measureJob(
  folder: string,
  shards: readonly Buffer[],
): Promise<{ seconds: number; memoryGrowthMiB: number }> {
  const place = { region: REGION, accountId: ACCOUNT };
  const storage = await startGateway({
    ...place,
    services: [createS3Service({ dataDir: join(folder, 's3') })],
  });
  const s3 = new S3Client(clientConfig(storage.endpoint, REGION));
  let onEnd: (status: unknown) => void = () => undefined;
  const service = createSageMakerService({
    ...place,
    s3,
    images: () => modelServerCommand('echo'),
    emitEvent: ({ detail }) => {
      onEnd(detail.TransformJobStatus);
    },
    logSink: { write: () => undefined },
    clock: systemClock,
    workDir: join(folder, 'work'),
  });
  const gateway = await startGateway({ ...place, services: [service] });
  const sagemaker = new SageMakerClient(clientConfig(gateway.endpoint, REGION));
  try {
    await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    for (const [index, Body] of shards.entries()) {
      const Key = `input/${String(index).padStart(5, '0')}.jsonl`;
      await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));
    }
    await service.call('CreateModel', {
      ModelName: 'echo',
      ExecutionRoleArn: `arn:aws:iam::${ACCOUNT}:role/bench`,
      PrimaryContainer: { Image: 'echo' },
    });
    const ended = new Promise<void>((resolve, reject) => {
      onEnd = (status) => {
        if (status === 'Completed') resolve();
        else if (status !== 'InProgress') reject(new Error(`The job ended as ${String(status)}`));
      };
    });
    const memory = watchMemory();
    const begin = performance.now();
    await sagemaker.send(new CreateTransformJobCommand(jobRequest()));
    await ended;
    const seconds = (performance.now() - begin) / 1000;
    return { seconds, memoryGrowthMiB: memory.stop() };
  } finally {
    await gateway.close();
    await storage.close();
    s3.destroy();
    sagemaker.destroy();
  }
}

function jobRequest() {
  return {
    TransformJobName: 'bench',
    ModelName: 'echo',
    MaxPayloadInMB: 1,
    MaxConcurrentTransforms: 1,
    BatchStrategy: 'MultiRecord' as const,
    TransformInput: {
      DataSource: {
        S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: `s3://${BUCKET}/input/` },
      },
      ContentType: CONTENT_TYPE,
      SplitType: 'Line' as const,
    },
    TransformOutput: {
      S3OutputPath: `s3://${BUCKET}/output/`,
      Accept: 'text/csv',
      AssembleWith: 'Line' as const,
    },
    TransformResources: { InstanceType: 'ml.m5.large' as const, InstanceCount: 1 },
  };
}

/** Samples resident memory every 20 ms; `stop` gives the growth in MiB. */
function watchMemory(): { stop: () => number } {
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  return {
    stop: () => {
      clearInterval(timer);
      return (peak - before) / 1024 / 1024;
    },
  };
}
