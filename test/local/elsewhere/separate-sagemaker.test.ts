import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateTransformJobCommand,
  DescribeEndpointCommand,
  DescribeTransformJobCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedAws, startEmbeddedAws } from '../../../local/embedded-aws';
import { clientConfig } from '../../../local/gateway/client-config';
import { until } from '../../support/until';

/** SageMaker at one port, everything else at another; stacks, clients and roles know of the second only. */
const scratch = mkdtempSync(join(tmpdir(), 'separate-sagemaker-'));
let main: EmbeddedAws;
let sagemaker: EmbeddedAws;
let client: SageMakerClient;
let s3: S3Client;

beforeAll(async () => {
  // The address of the first is known to the second before there is anything at it.
  const port = await freePort();
  sagemaker = await startEmbeddedAws({
    dataDir: join(scratch, 'sagemaker'),
    services: { only: ['sagemaker'], othersEndpoint: `http://127.0.0.1:${port}` },
  });
  main = await startEmbeddedAws({
    dataDir: join(scratch, 'main'),
    port,
    services: { endpoints: { sagemaker: sagemaker.endpoint } },
  });
  client = new SageMakerClient(clientConfig(main.endpoint, main.region));
  s3 = new S3Client(clientConfig(main.endpoint, main.region));
  await deploy();
  await s3.send(new PutObjectCommand({ Bucket: 'data', Key: 'input/a.jsonl', Body: RECORDS }));
});
afterAll(async () => {
  client.destroy();
  s3.destroy();
  await main.close();
  await sagemaker.close();
  rmSync(scratch, { recursive: true });
});

async function freePort(): Promise<number> {
  const unused = await startEmbeddedAws({ dataDir: join(scratch, 'unused') });
  await unused.close();
  return Number(new URL(unused.endpoint).port);
}

const RECORDS = ['one', 'two', 'three'].map((text) => `{"text_inputs":"${text}"}\n`).join('');

const deploy = (mayWrite = true) =>
  main.cloudFormation.deployStack({ stackName: 'Apart', template: template(mayWrite) });

/** A model whose role may read, and write if so asked. */
const template = (mayWrite: boolean) => ({
  Resources: {
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'data' } },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'model',
        AssumeRolePolicyDocument: {
          Statement: {
            Effect: 'Allow',
            Principal: { Service: 'sagemaker.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        },
        Policies: [
          {
            PolicyName: 'work',
            PolicyDocument: {
              Statement: {
                Effect: 'Allow',
                Action: [
                  's3:GetObject',
                  's3:ListBucket',
                  'logs:*',
                  mayWrite ? 's3:PutObject' : 's3:Nothing',
                ],
                Resource: '*',
              },
            },
          },
        ],
      },
    },
    Model: {
      Type: 'AWS::SageMaker::Model',
      Properties: {
        ModelName: 'echo',
        ExecutionRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        PrimaryContainer: { Image: 'embedded/echo:1' },
      },
    },
  },
});

async function runJob(TransformJobName: string) {
  await client.send(
    new CreateTransformJobCommand({
      TransformJobName,
      ModelName: 'echo',
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://data/input/' } },
        ContentType: 'application/jsonlines',
        SplitType: 'Line',
      },
      TransformOutput: { S3OutputPath: `s3://data/${TransformJobName}`, AssembleWith: 'Line' },
      TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
      BatchStrategy: 'SingleRecord',
    }),
  );
  return until(async () => {
    const job = await client.send(new DescribeTransformJobCommand({ TransformJobName }));
    return job.TransformJobStatus === 'InProgress' ? undefined : job;
  });
}

test('a stack makes its model there, and a job there reads and writes the objects here', async () => {
  const direct = new SageMakerClient(clientConfig(sagemaker.endpoint, sagemaker.region));
  expect((await direct.send(new ListModelsCommand({}))).Models).toMatchObject([
    { ModelName: 'echo' },
  ]);
  direct.destroy();
  expect(await runJob('first')).toMatchObject({ TransformJobStatus: 'Completed' });
  const { Body } = await s3.send(
    new GetObjectCommand({ Bucket: 'data', Key: 'first/a.jsonl.out' }),
  );
  const answers = (await Body?.transformToString())?.trim().split('\n') ?? [];
  expect(answers.map((line) => JSON.stringify(JSON.parse(line)))).toEqual([
    expect.stringContaining('one'),
    expect.stringContaining('two'),
    expect.stringContaining('three'),
  ]);
});

test('the log of its container is read here', async () => {
  const logs = new CloudWatchLogsClient(clientConfig(main.endpoint, main.region));
  const lines = await until(async () => {
    const { events = [] } = await logs.send(
      new FilterLogEventsCommand({ logGroupName: '/aws/sagemaker/TransformJobs' }),
    );
    return events.length > 0 ? events : undefined;
  });
  expect(lines[0]?.logStreamName).toMatch(/^first\//);
  logs.destroy();
});

test("a job that may not write fails with the right's name: the role's policy here decides there", async () => {
  await deploy(false);
  const job = await runJob('denied');
  expect(job.TransformJobStatus).toBe('Failed');
  expect(job.FailureReason).toContain(
    'role/model/SageMaker is not authorized to perform: s3:PutObject',
  );
  await deploy(true);
});

test('a call under a role is evaluated there by the policies here', async () => {
  const credentials = main.principals.issue('arn:aws:iam::000000000000:role/model', 'someone');
  const asRole = new SageMakerClient({ ...clientConfig(main.endpoint, main.region), credentials });
  await expect(asRole.send(new ListModelsCommand({}))).rejects.toThrow(
    'assumed-role/model/someone is not authorized to perform: sagemaker:ListModels',
  );
  asRole.destroy();
});

test('endpoints of roles that the same stack has just made come into service there', async () => {
  const parts = ['A', 'B'].map((name) => endpointParts(name));
  const Resources = Object.assign({}, ...parts) as Record<string, object>;
  await main.cloudFormation.deployStack({ stackName: 'Endpoints', template: { Resources } });
  const runtime = new SageMakerRuntimeClient(clientConfig(main.endpoint, main.region));
  for (const EndpointName of ['endpoint-A', 'endpoint-B']) {
    const { EndpointStatus } = await client.send(new DescribeEndpointCommand({ EndpointName }));
    expect(EndpointStatus).toBe('InService');
    const { Body } = await runtime.send(
      new InvokeEndpointCommand({
        EndpointName,
        ContentType: 'application/json',
        Body: '{"text_inputs":"there"}',
      }),
    );
    expect(Body.transformToString()).toContain('there');
  }
  runtime.destroy();
  await main.cloudFormation.deleteStack('Endpoints');
  expect((await client.send(new ListEndpointsCommand({}))).Endpoints).toEqual([]);
});

/** A role, a model, a configuration and an endpoint, by name. */
function endpointParts(name: string): Record<string, object> {
  const { Role, Model } = template(false).Resources;
  return {
    [`Role${name}`]: { ...Role, Properties: { ...Role.Properties, RoleName: `role-${name}` } },
    [`Model${name}`]: {
      ...Model,
      Properties: {
        ...Model.Properties,
        ModelName: `model-${name}`,
        ExecutionRoleArn: { 'Fn::GetAtt': [`Role${name}`, 'Arn'] },
      },
    },
    [`Config${name}`]: {
      Type: 'AWS::SageMaker::EndpointConfig',
      Properties: {
        EndpointConfigName: `config-${name}`,
        ProductionVariants: [
          {
            VariantName: 'AllTraffic',
            ModelName: { 'Fn::GetAtt': [`Model${name}`, 'ModelName'] },
            InstanceType: 'ml.m5.large',
            InitialInstanceCount: 1,
            InitialVariantWeight: 1,
          },
        ],
      },
    },
    [`Endpoint${name}`]: {
      Type: 'AWS::SageMaker::Endpoint',
      Properties: {
        EndpointName: `endpoint-${name}`,
        EndpointConfigName: { 'Fn::GetAtt': [`Config${name}`, 'EndpointConfigName'] },
        Tags: [{ Key: 'of', Value: name }],
      },
    },
  };
}

test('with the stack, the model there goes', async () => {
  const Objects = ['input/a.jsonl', 'first/a.jsonl.out'].map((Key) => ({ Key }));
  await s3.send(new DeleteObjectsCommand({ Bucket: 'data', Delete: { Objects } }));
  await main.cloudFormation.deleteStack('Apart');
  expect((await client.send(new ListModelsCommand({}))).Models).toEqual([]);
});
