import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DescribeEndpointCommand,
  ListTagsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from 'tar-fs';
import { createGzip } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { type EmbeddedAws, startEmbeddedAws } from '../../../local/embedded-aws';
import { clientConfig } from '../../../local/gateway/client-config';
import { putAdminRole } from '../../support/admin-role';
import { until } from '../../support/until';

/** SageMaker in a process that keeps its state, and is there again before the one that has S3. */
const scratch = mkdtempSync(join(tmpdir(), 'restarted-sagemaker-'));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

const startMain = (port: number): Promise<EmbeddedAws> =>
  startEmbeddedAws({ dataDir: join(scratch, 'main'), persist: true, port });
const startSageMaker = (main: string): Promise<EmbeddedAws> =>
  startEmbeddedAws({
    dataDir: join(scratch, 'sagemaker'),
    persist: true,
    services: { only: ['sagemaker'], othersEndpoint: main },
  });

async function withSageMaker<T>(
  aws: EmbeddedAws,
  work: (client: SageMakerClient) => Promise<T>,
): Promise<T> {
  const client = new SageMakerClient({ ...clientConfig(aws.endpoint, aws.region), maxAttempts: 1 });
  return work(client).finally(() => {
    client.destroy();
  });
}

const statusOf = (aws: EmbeddedAws): Promise<string | undefined> =>
  withSageMaker(aws, async (client) => {
    const { EndpointStatus } = await client.send(
      new DescribeEndpointCommand({ EndpointName: 'kept' }),
    );
    return EndpointStatus;
  });

async function artefact(): Promise<Buffer> {
  const folder = join(scratch, 'artefact');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'weights'), 'of a model that echoes');
  return buffer(pack(folder).pipe(createGzip()));
}

test('its endpoint waits for S3 and then serves again, with its tags', async () => {
  let main = await startMain(0);
  const port = Number(new URL(main.endpoint).port);
  let sagemaker = await startSageMaker(main.endpoint);
  const roleArn = putAdminRole(main, 'model');
  const s3 = new S3Client(clientConfig(main.endpoint, main.region));
  await s3.send(new CreateBucketCommand({ Bucket: 'models' }));
  await s3.send(
    new PutObjectCommand({ Bucket: 'models', Key: 'm.tar.gz', Body: await artefact() }),
  );
  s3.destroy();
  await withSageMaker(sagemaker, async (client) => {
    const ModelDataUrl = 's3://models/m.tar.gz';
    await client.send(
      new CreateModelCommand({
        ModelName: 'kept',
        ExecutionRoleArn: roleArn,
        PrimaryContainer: { Image: 'embedded/echo:1', ModelDataUrl },
      }),
    );
    const variant = {
      VariantName: 'v',
      ModelName: 'kept',
      InstanceType: 'ml.m5.large' as const,
      InitialInstanceCount: 1,
    };
    await client.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName: 'kept',
        ProductionVariants: [variant],
      }),
    );
    await client.send(
      new CreateEndpointCommand({
        EndpointName: 'kept',
        EndpointConfigName: 'kept',
        Tags: [{ Key: 'lease', Value: '8' }],
      }),
    );
  });
  const serving = (): Promise<unknown> =>
    until(async () => ((await statusOf(sagemaker)) === 'InService' ? true : undefined));
  await serving();

  await sagemaker.close();
  await main.close();
  // What it has unpacked of the artefact would serve without S3.
  rmSync(join(scratch, 'sagemaker', 'work'), { recursive: true });
  sagemaker = await startSageMaker(main.endpoint);
  await expect(statusOf(sagemaker)).rejects.toThrow("Nobody's rights are known");
  main = await startMain(port);
  putAdminRole(main, 'model');
  await serving();
  await withSageMaker(sagemaker, async (client) => {
    const ResourceArn = 'arn:aws:sagemaker:us-east-1:000000000000:endpoint/kept';
    const { Tags } = await client.send(new ListTagsCommand({ ResourceArn }));
    expect(Tags).toEqual([{ Key: 'lease', Value: '8' }]);
  });
  await sagemaker.close();
  await main.close();
});

test('with other services than before, over the same data: one sentence, and nothing starts', async () => {
  const dataDir = join(scratch, 'main');
  const services = { endpoints: { sagemaker: 'http://127.0.0.1:9' } };
  await expect(startEmbeddedAws({ dataDir, persist: true, services })).rejects.toThrow(
    `The data in ${dataDir} are of an embedded AWS with sagemaker: start it as before`,
  );
  await expect(startEmbeddedAws({ dataDir, persist: true, region: 'eu-west-1' })).rejects.toThrow(
    'are of an embedded AWS in us-east-1: start it as before',
  );
  const again = await startEmbeddedAws({ dataDir, persist: true });
  await again.close();
});
