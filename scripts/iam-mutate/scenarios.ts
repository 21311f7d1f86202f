import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateTransformJobCommand,
  DescribeTransformJobCommand,
  ListTransformJobsCommand,
  StopTransformJobCommand,
} from '@aws-sdk/client-sagemaker';
import {
  DescribeExecutionCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { RunLayout } from '../../domain/run/layout';
import { RUN_TAG, transformJobName } from '../../domain/run/names';
import { objectUri } from '../../domain/run/s3-uri';
import { type Application } from '../runbook/application';
import { until } from './until';

/** What one way to use the application showed. */
export interface Outcome {
  /** Undefined when all went as it should. */
  readonly failure: string | undefined;
}

/** One way to use the application. It leaves nothing running, whatever rights are missing. */
export interface Scenario {
  readonly name: string;
  /** @param id part of the names of what it makes, so that it can run again and again */
  play(application: Application, id: string): Promise<Outcome>;
}

const WELL: Outcome = { failure: undefined };
const records = (...articles: string[]): string =>
  articles
    .map((article, at) => `${JSON.stringify({ id: `a-${at}`, article, highlights: article })}\n`)
    .join('');

/** A run over three shards, to its announcement and mail. */
const goodRun: Scenario = {
  name: 'run',
  async play(application, id) {
    const uri = await putRecords(application, id, 'one two', 'three four', 'five', 'six', 'seven');
    return runEnds(application, id, { dataset: { uri }, idempotencyKey: id }, 'SUCCEEDED');
  },
};

const presetRun: Scenario = {
  name: 'preset',
  play: (application, id) =>
    runEnds(application, id, { preset: 'smoke', dataset: { limit: 2 } }, 'SUCCEEDED'),
};

/** A record that the model refuses: its shard is lost, and its log is asked why. */
const lossyRun: Scenario = {
  name: 'run with a lost shard',
  async play(application, id) {
    const uri = await putRecords(application, id, 'one two', 'three', 'BOOM four', 'five');
    return runEnds(application, id, { dataset: { uri } }, 'SUCCEEDED');
  },
};

/** A data set that is not there has to be told from one that may not be read. */
const missingData: Scenario = {
  name: 'run without data set',
  async play(application, id) {
    const input = { dataset: { uri: `datasets/${id}-none.jsonl` } };
    return runEnds(application, id, input, 'FAILED', 'DatasetNotFound');
  },
};

const abortedRun: Scenario = {
  name: 'aborted run',
  async play(application, id) {
    const { stepFunctions, sagemaker } = application;
    const uri = await putRecords(application, id, 'SLOW one');
    const executionArn = await start(application, id, { dataset: { uri } });
    const job = await until(async () => {
      const [found] = await jobsOf(application, id);
      const { status } = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
      return found ?? (status === 'RUNNING' ? undefined : 'none');
    });
    await stepFunctions.send(new StopExecutionCommand({ executionArn }));
    await application.aws.idle();
    if (job === 'none') return { failure: 'the run ended before it had a job' };
    const described = await until(async () => {
      const found = await sagemaker.send(
        new DescribeTransformJobCommand({ TransformJobName: job }),
      );
      return found.TransformJobStatus === 'Stopping' ? undefined : found.TransformJobStatus;
    });
    await stopJobs(application, id);
    return described === 'Stopped' ? WELL : { failure: `the job is ${described}` };
  },
};

/** A schedule that fires: the copy of the deployed one, which would wait for the night. */
const scheduledRun: Scenario = {
  name: 'schedule',
  async play(application, id) {
    await putObject(application, 'datasets/good-run.jsonl', records('one two three'));
    const before = application.aws.scheduler.schedules.list();
    const nightly = before.find(({ name }) => name.includes('nightly'));
    if (!nightly) throw new Error('no schedule named nightly was deployed');
    await fireCopy(application, nightly, id);
    return WELL;
  },
};

/** A transform job whose run is over, and the sweeper's schedule. */
const sweep: Scenario = {
  name: 'sweeper',
  async play(application, id) {
    const job = await orphanJob(application, id);
    const { schedules } = application.aws.scheduler;
    const sweeper = schedules
      .list()
      .find(({ settings }) => settings.Target.Arn.includes(':function:'));
    if (!sweeper) throw new Error('no schedule of a function was deployed');
    await fireCopy(application, sweeper, id);
    const status = await jobStatus(application, job);
    await stopJobs(application, id);
    return status === 'Stopped' ? WELL : { failure: `the job is ${status}` };
  },
};

/** A schedule whose target is gone: its event goes to the queue of undelivered ones. */
const lostSchedule: Scenario = {
  name: 'schedule without target',
  async play(application, id) {
    const { schedules } = application.aws.scheduler;
    for (const schedule of schedules.list()) {
      const { Target } = schedule.settings;
      const lost = { ...Target, Arn: `${Target.Arn.replace(/:[^:]*$/u, '')}:gone` };
      const settings = { ...schedule.settings, Target: lost };
      await fireCopy(application, { ...schedule, settings }, `${id}-${schedule.name.slice(0, 8)}`);
    }
    return WELL;
  },
};

/** Events that functions cannot answer: after all attempts they go to the queue of undelivered ones. */
const badEvents: Scenario = {
  name: 'event that fails',
  async play(application, id) {
    // A job of ours with an unreadable owner is what the sweeper fails at.
    const layout = new RunLayout(id);
    const job = await orphanJob(application, id);
    await putObject(application, layout.owner, 'no JSON');
    for (const name of await eventFunctions(application)) await invokeLater(application, name);
    await application.aws.idle();
    await stopJobs(application, job);
    return WELL;
  },
};

/** The cheapest first: a statement is judged by the first that uses it. */
export const scenarios: readonly Scenario[] = [
  missingData,
  scheduledRun,
  lostSchedule,
  goodRun,
  presetRun,
  sweep,
  abortedRun,
  lossyRun,
  badEvents,
];

async function putRecords(
  application: Application,
  id: string,
  ...articles: string[]
): Promise<string> {
  return putObject(application, `datasets/${id}.jsonl`, records(...articles));
}

async function putObject({ s3, bucket }: Application, Key: string, Body: string): Promise<string> {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  return Key;
}

async function start(
  { stepFunctions, stateMachineArn }: Application,
  name: string,
  input: object,
): Promise<string> {
  const { executionArn = '' } = await stepFunctions.send(
    new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }),
  );
  return executionArn;
}

async function runEnds(
  application: Application,
  id: string,
  input: object,
  wanted: string,
  wantedError?: string,
): Promise<Outcome> {
  const executionArn = await start(application, id, input);
  const ended = await until(async () => {
    const command = new DescribeExecutionCommand({ executionArn });
    const found = await application.stepFunctions.send(command);
    return found.status === 'RUNNING' ? undefined : found;
  });
  await application.aws.idle();
  await stopJobs(application, id);
  const { status, error, cause } = ended;
  if (status === wanted && (wantedError === undefined || error === wantedError)) return WELL;
  return { failure: `the execution is ${status}: ${error ?? ''} ${cause ?? ''}` };
}

type Schedule = ReturnType<Application['aws']['scheduler']['schedules']['list']>[number];

/** A rate without a start date fires when it is made. */
async function fireCopy(
  { aws }: Application,
  { groupName, settings }: Schedule,
  name: string,
): Promise<void> {
  const id = { name: `copy-${name}`, groupName };
  aws.scheduler.schedules.create(id, { ...settings, ScheduleExpression: 'rate(1 day)' });
  await aws.idle();
  aws.scheduler.schedules.delete(id);
}

/** A job as start-transform makes it, of a run whose execution has ended long ago. */
async function orphanJob(application: Application, id: string): Promise<string> {
  const { sagemaker, bucket } = application;
  const layout = new RunLayout(id);
  const ended = await start(application, `${id}-over`, { datset: {} });
  await until(async () => {
    const command = new DescribeExecutionCommand({ executionArn: ended });
    const { status } = await application.stepFunctions.send(command);
    return status === 'RUNNING' ? undefined : status;
  });
  const owner = {
    execution: { arn: ended, name: `${id}-over`, startTime: new Date().toISOString() },
  };
  await putObject(application, layout.owner, JSON.stringify(owner));
  await putObject(application, layout.input(1, 0), '{"id": 0, "text_inputs": "SLOW"}\n');
  const { TransformJobSummaries = [] } = await sagemaker.send(new ListTransformJobsCommand({}));
  const [any] = TransformJobSummaries;
  if (!any?.TransformJobName) throw new Error('no run has made a transform job yet');
  const like = await sagemaker.send(
    new DescribeTransformJobCommand({ TransformJobName: any.TransformJobName }),
  );
  const TransformJobName = transformJobName(id, 1, 1);
  const uri = (key: string): string => objectUri({ bucket, key });
  await sagemaker.send(
    new CreateTransformJobCommand({
      TransformJobName,
      ModelName: like.ModelName,
      BatchStrategy: like.BatchStrategy,
      ModelClientConfig: like.ModelClientConfig,
      MaxPayloadInMB: like.MaxPayloadInMB,
      TransformInput: {
        ...like.TransformInput,
        DataSource: {
          S3DataSource: { S3DataType: 'S3Prefix', S3Uri: uri(layout.inputPrefix(1)) },
        },
      },
      TransformOutput: { ...like.TransformOutput, S3OutputPath: uri(layout.outputPrefix(1)) },
      TransformResources: like.TransformResources,
      Tags: [{ Key: RUN_TAG, Value: id }],
    }),
  );
  return TransformJobName;
}

async function jobsOf({ sagemaker }: Application, id: string): Promise<string[]> {
  const { TransformJobSummaries = [] } = await sagemaker.send(
    new ListTransformJobsCommand({ NameContains: id, StatusEquals: 'InProgress' }),
  );
  return TransformJobSummaries.map(({ TransformJobName = '' }) => TransformJobName);
}

async function jobStatus({ sagemaker }: Application, name: string): Promise<string> {
  return until(async () => {
    const { TransformJobStatus, FailureReason } = await sagemaker.send(
      new DescribeTransformJobCommand({ TransformJobName: name }),
    );
    if (TransformJobStatus === 'Stopping') return undefined;
    return FailureReason === undefined ? TransformJobStatus : `Failed: ${FailureReason}`;
  });
}

/** Where a right was missing, a job may be left over; the account may stop it. */
async function stopJobs(application: Application, id: string): Promise<void> {
  for (const TransformJobName of await jobsOf(application, id)) {
    await application.sagemaker.send(new StopTransformJobCommand({ TransformJobName }));
    await jobStatus(application, TransformJobName);
  }
}

/** Functions that events and schedules call: those that nobody waits for. */
async function eventFunctions({ aws }: Application): Promise<string[]> {
  const answer = await callLambda(aws.endpoint, 'GET', '/2015-03-31/functions/');
  const { Functions } = (await answer.json()) as { Functions: { FunctionName: string }[] };
  // CloudFormation cuts names: `PipelineFunctionsStopTransf`.
  const wanted = /StopTrans|Sweep|Announ|Notify/u;
  return Functions.map(({ FunctionName }) => FunctionName).filter((name) => wanted.test(name));
}

async function invokeLater({ aws }: Application, name: string): Promise<void> {
  await callLambda(aws.endpoint, 'POST', `/2015-03-31/functions/${name}/invocations`);
}

/** Who signs, and for what, is all that the gateway reads of a signature. */
function callLambda(endpoint: string, method: string, path: string): Promise<Response> {
  return fetch(`${endpoint}${path}`, {
    method,
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/lambda/aws4_request',
      'x-amz-invocation-type': 'Event',
    },
    ...(method === 'POST' && { body: '{}' }),
  });
}
