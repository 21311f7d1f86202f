import { HeadBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilteredLogEvent,
} from '@aws-sdk/client-cloudwatch-logs';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedAws, startEmbeddedAws } from '../../local/embedded-aws';
import { clientConfig } from '../../local/gateway/client-config';
import { until } from '../support/until';
import { synthesizeExampleApp } from './example-app/example-stack';

const scratch = mkdtempSync(join(tmpdir(), 'embedded-aws-'));
let aws: EmbeddedAws;
let outputs: Readonly<Record<string, string>>;
let assemblyDir: string;
const clients = () => clientConfig(aws.endpoint, aws.region);

beforeAll(async () => {
  assemblyDir = synthesizeExampleApp(join(scratch, 'cdk.out'));
  aws = await startEmbeddedAws({ dataDir: join(scratch, 'data') });
  outputs = (await aws.deployAssembly(assemblyDir)).Example ?? {};
});

afterAll(async () => {
  await aws.close();
  rmSync(scratch, { recursive: true });
});

async function runExecution(input: object): Promise<unknown> {
  const states = new SFNClient(clients());
  const { executionArn } = await states.send(
    new StartExecutionCommand({
      stateMachineArn: outputs.StateMachineArn,
      input: JSON.stringify(input),
    }),
  );
  return until(async () => {
    const execution = await states.send(new DescribeExecutionCommand({ executionArn }));
    return execution.status === 'RUNNING' ? undefined : execution;
  });
}

test('the stack stands, with its outputs', () => {
  expect(aws.cloudFormation.stack('Example').status).toBe('CREATE_COMPLETE');
  expect(outputs.StateMachineArn).toMatch(/^arn:aws:states:us-east-1:000000000000:stateMachine:/);
});

test('the bucket exists under its generated name', async () => {
  const s3 = new S3Client(clients());
  const { $metadata } = await s3.send(new HeadBucketCommand({ Bucket: outputs.BucketName }));
  expect($metadata.httpStatusCode).toBe(200);
  expect(outputs.BucketName).toMatch(/^example-data[0-9a-f]{8}-[a-z0-9]{12}$/);
});

test('an execution runs the deployed function, which writes to the bucket through the SDK', async () => {
  const execution = await runExecution({ text: 'hello' });
  expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '{"key":"out/hello"}' });
  const s3 = new S3Client(clients());
  const object = await s3.send(
    new GetObjectCommand({ Bucket: outputs.BucketName, Key: 'out/hello' }),
  );
  expect(await object.Body?.transformToString()).toBe('HELLO');
});

test('an execution that fails reaches the rule, and the rule its function', async () => {
  const execution = await runExecution({});
  expect(execution).toMatchObject({ status: 'FAILED', error: 'NoText' });
  await aws.idle();
  const logs = new CloudWatchLogsClient(clients());
  const { events = [] } = await logs.send(
    new FilterLogEventsCommand({
      logGroupName: outputs.WatcherLogGroup,
      filterPattern: '"seen FAILED"',
    }),
  );
  expect(events.map(({ message }: FilteredLogEvent) => message)).toEqual([
    expect.stringContaining('seen FAILED'),
  ]);
});

test('the code that runs is, byte by byte, the asset of the manifest', () => {
  const { code } = aws.describeFunction(outputs.FunctionName ?? '');
  const manifest = readFileSync(join(assemblyDir, 'Example.assets.json'), 'utf8');
  const bundle = readFileSync(join(scratch, 'cdk.out-bundles', 'Writer', 'index.js'));
  expect(code.fileHashes).toEqual({
    'index.js': createHash('sha256').update(bundle).digest('hex'),
  });
  const assets = Object.values(
    (JSON.parse(manifest) as { files: Record<string, { source: { path: string } }> }).files,
  );
  const inAssembly = assets
    .filter(({ source }) => source.path.startsWith('asset.'))
    .map(({ source }) => readFileSync(join(assemblyDir, source.path, 'index.js')));
  expect(inAssembly.some((asset) => asset.equals(bundle))).toBe(true);
});

test("the function's environment is the template's, what AWS sets, and the endpoint", async () => {
  const execution = await runExecution({ text: 'environment', environment: true });
  const s3 = new S3Client(clients());
  expect(execution).toMatchObject({ status: 'SUCCEEDED' });
  const object = await s3.send(
    new GetObjectCommand({ Bucket: outputs.BucketName, Key: 'out/environment' }),
  );
  const names = JSON.parse((await object.Body?.transformToString()) ?? '') as string[];
  expect(
    names.filter((name) => !/^(AWS_|_HANDLER$|LAMBDA_TASK_ROOT$|TZ$|LANG$)/.test(name)),
  ).toEqual(['BUCKET']);
});

test('a second deployment of the same assembly changes nothing', async () => {
  const before = aws.cloudFormation.stack('Example').events.length;
  expect((await aws.deployAssembly(assemblyDir)).Example).toEqual(outputs);
  const events = aws.cloudFormation.stack('Example').events.slice(before);
  expect(events.map(({ status }) => status)).toEqual([
    'UPDATE_IN_PROGRESS',
    'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'UPDATE_COMPLETE',
  ]);
});

test('a directory belongs to one embedded AWS at a time, and is free again when that has ended', async () => {
  const dataDir = join(scratch, 'shared');
  const first = await startEmbeddedAws({ dataDir });
  await expect(startEmbeddedAws({ dataDir })).rejects.toThrow(
    `The embedded AWS of process ${process.pid} uses the directory ${dataDir}`,
  );
  await first.close();
  const second = await startEmbeddedAws({ dataDir });
  await second.close();
});
