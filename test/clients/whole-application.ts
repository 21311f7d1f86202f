import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { S3Client } from '@aws-sdk/client-s3';
import { clientConfig } from '../../local/gateway/client-config';
import { awsCli, CLIENT_ENVIRONMENT, runCommand } from './support/command';
import { emptyApplicationBuckets } from './support/empty-bucket';
import { roleNames } from './support/functions-and-roles';
import { withLocalAws } from './support/local-aws';
import { until } from './support/until';

const APP = 'npx tsx test/clients/support/scheduled-app.ts';
const DATASET = join('examples', 'debian-packages', 'test.jsonl');

const outputs = z.object({
  'Text2TextBatch-Pipeline': z.looseObject({
    StateMachineArn: z.string(),
    DataBucketName: z.string(),
  }),
});
const results = z.looseObject({ counts: z.looseObject({ scored: z.number() }) });

/**
 * The application's whole life with other people's tools alone: `t2t local up`, `cdk deploy`, a run
 * by the AWS CLI, a schedule, an abort, `cdk diff`, `cdk destroy`, `t2t local down`.
 */
export const checkWholeApplication = (): Promise<void> =>
  withLocalAws(async (endpoint, folder) => {
    const cdk = cdkCli(endpoint, folder);
    const assembly = join(folder, 'cdk.out');
    const outputsFile = join(folder, 'outputs.json');
    const unattended = ['--require-approval', 'never', '--outputs-file', outputsFile];
    await cdk('deploy', '--all', '--app', APP, '--output', assembly, ...unattended);
    const written: unknown = JSON.parse(await readFile(outputsFile, 'utf8'));
    const { StateMachineArn: machine, DataBucketName: bucket } =
      outputs.parse(written)['Text2TextBatch-Pipeline'];
    const application = { aws: awsCli(endpoint), machine, bucket };

    await checkFiredSchedule(application);
    await application.aws(['s3', 'cp', DATASET, `s3://${bucket}/uploads/check/test.jsonl`]);
    await checkRun(application, folder);
    await checkAbort(application);

    // Ends with 1 when there is a difference.
    await cdk('diff', '--app', assembly, '--fail');
    await emptyBuckets(endpoint);
    await cdk('destroy', '--all', '--app', assembly, '--force');
    await checkNothingLeft(application, endpoint);
  });

interface Application {
  readonly aws: ReturnType<typeof awsCli>;
  readonly machine: string;
  readonly bucket: string;
}

/** The schedule of the template has started a run, which comes to its end. */
async function checkFiredSchedule({ aws, machine }: Application): Promise<void> {
  const list = z.object({
    executions: z.array(z.object({ executionArn: z.string(), status: z.string() })),
  });
  await until(
    'the end of the run that the schedule starts',
    async () =>
      list.parse(
        JSON.parse(await aws(['stepfunctions', 'list-executions', '--state-machine-arn', machine])),
      ).executions,
    (executions) => executions.some(({ status }) => status === 'SUCCEEDED'),
  );
}

/** A run of 100 records, and its results in a file here. */
async function checkRun(application: Application, folder: string): Promise<void> {
  const { aws, bucket } = application;
  const execution = await start(application, 'check-run', 100);
  const { status, cause } = await until(
    'the end of the run',
    () => describe(application, execution),
    (seen) => seen.status !== 'RUNNING',
  );
  assert.equal(status, 'SUCCEEDED', cause);
  await aws(['s3', 'cp', '--recursive', `s3://${bucket}/runs/check-run/`, join(folder, 'run')]);
  const text = await readFile(join(folder, 'run', 'results.json'), 'utf8');
  assert.equal(results.parse(JSON.parse(text)).counts.scored, 100);
}

/** An execution is aborted while its job runs; the job is stopped. */
async function checkAbort(application: Application): Promise<void> {
  const { aws } = application;
  const execution = await start(application, 'check-abort', 1500);
  const jobs = z.object({
    TransformJobSummaries: z.array(
      z.object({ TransformJobName: z.string(), TransformJobStatus: z.string() }),
    ),
  });
  const job = async () => {
    const found = await aws([
      ...['sagemaker', 'list-transform-jobs', '--sort-by', 'CreationTime'],
      ...['--sort-order', 'Descending', '--name-contains', 'check-abort'],
    ]);
    return jobs.parse(JSON.parse(found)).TransformJobSummaries[0]?.TransformJobStatus;
  };
  await until('the job of the run', job, (status) => status === 'InProgress');
  await aws(['stepfunctions', 'stop-execution', '--execution-arn', execution]);
  assert.equal((await describe(application, execution)).status, 'ABORTED');
  assert.equal(
    await until('the end of the job', job, (status) => /^(Stopped|Completed)$/.test(status ?? '')),
    'Stopped',
  );
}

/** As in AWS, a bucket goes with its stack only when it is empty of objects, versions and markers. */
async function emptyBuckets(endpoint: string): Promise<void> {
  const client = new S3Client(clientConfig(endpoint, 'us-east-1'));
  await emptyApplicationBuckets(client).finally(() => {
    client.destroy();
  });
}

/** What the stacks had, by service; the group of mails is the embedded AWS's own. */
const LISTINGS = [
  ['cloudformation', 'describe-stacks'],
  ['s3', 'ls'],
  ['lambda', 'list-functions'],
  ['stepfunctions', 'list-state-machines'],
  ['sagemaker', 'list-models'],
  ['sqs', 'list-queues'],
  ['sns', 'list-topics'],
  ['events', 'list-rules'],
  ['scheduler', 'list-schedules'],
];

/** With the local overlay nothing is retained. */
async function checkNothingLeft({ aws }: Application, endpoint: string): Promise<void> {
  for (const listing of LISTINGS) {
    assert.doesNotMatch(await aws(listing), /text2textbatch/i, `'aws ${listing.join(' ')}'`);
  }
  const roles = await roleNames(endpoint);
  assert.deepEqual(
    roles.filter((name) => /text2textbatch/i.test(name)),
    [],
  );
}

/** The CDK's command line as it is installed; only the endpoint tells it where AWS is. */
function cdkCli(endpoint: string, home: string) {
  return (...args: readonly string[]): Promise<string> =>
    runCommand('npx', ['cdk', '--no-notices', ...args], {
      env: {
        ...CLIENT_ENVIRONMENT,
        HOME: home,
        CI: 'true',
        AWS_ENDPOINT_URL: endpoint,
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
        CDK_DISABLE_CLI_TELEMETRY: '1',
        JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: '1',
      },
    });
}

/** @returns the execution's ARN */
async function start({ aws, machine }: Application, name: string, limit: number): Promise<string> {
  const input = JSON.stringify({ dataset: { uri: 'uploads/check/test.jsonl', limit } });
  const answer = await aws([
    ...['stepfunctions', 'start-execution', '--state-machine-arn', machine],
    ...['--name', name, '--input', input],
  ]);
  return z.object({ executionArn: z.string() }).parse(JSON.parse(answer)).executionArn;
}

async function describe({ aws }: Application, execution: string) {
  const answer = await aws(['stepfunctions', 'describe-execution', '--execution-arn', execution]);
  const seen = z.looseObject({ status: z.string(), cause: z.string().optional() });
  return seen.parse(JSON.parse(answer));
}
