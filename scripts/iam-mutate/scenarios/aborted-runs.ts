import { DescribeTransformJobCommand } from '@aws-sdk/client-sagemaker';
import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { RunLayout } from '../../../domain/run/layout';
import { type Application } from '../../runbook/application';
import { until } from '../until';
import { invoke } from './functions';
import { jobsOf, stopJobs } from './jobs';
import { deleteObject, endOf, endText, objectText, putObject, putRecords, start } from './runs';
import { type Outcome, type Scenario, WELL } from './scenario';

export const abortedRun: Scenario = {
  name: 'aborted run',
  async play(application, id) {
    const { stepFunctions, sagemaker } = application;
    const uri = await putRecords(application, id, 'SLOW one');
    const executionArn = await start(application, id, { dataset: { uri } });
    const job = await unlessEnded(application, executionArn, async () => {
      const [found] = await jobsOf(application, id);
      return found;
    });
    await stepFunctions.send(new StopExecutionCommand({ executionArn }));
    await application.aws.idle();
    if (job === undefined) return endedEarly(application, executionArn);
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

/** Each shard of two records is an upload or two of some milliseconds: seconds for a Map to be aborted in. */
const MANY = Array.from({ length: 1000 }, (_, at) => `record ${at}`);

/** Aborted while a child of its Map runs, which ends with it. */
export const abortedMap: Scenario = {
  name: 'run aborted while it prepares',
  async play(application, id) {
    const { stepFunctions } = application;
    const uri = await putRecords(application, id, ...MANY);
    const executionArn = await start(application, id, { dataset: { uri } });
    const child = await unlessEnded(application, executionArn, async () => {
      const { mapRuns = [] } = await stepFunctions.send(new ListMapRunsCommand({ executionArn }));
      const mapRunArn = mapRuns[0]?.mapRunArn;
      const { executions = [] } =
        mapRunArn === undefined
          ? {}
          : await stepFunctions.send(new ListExecutionsCommand({ mapRunArn }));
      return executions[0]?.executionArn;
    });
    await stepFunctions.send(new StopExecutionCommand({ executionArn }));
    if (child === undefined) return endedEarly(application, executionArn);
    const { status } = await endOf(application, child);
    await application.aws.idle();
    return status === 'ABORTED' ? WELL : { failure: `the child of the aborted run is ${status}` };
  },
};

/** Tries until the run's end comes between two calls of start-transform, which lie milliseconds apart. */
const MOST_TRIES = 50;

/**
 * Aborted while start-transform, asked twice by a retry, makes sure of its job: it stops it itself.
 */
export const abortedBirth: Scenario = {
  name: 'run aborted while its job is born',
  async play(application, id) {
    const { results } = new RunLayout(id);
    const over = await start(application, `${id}-over`, { datset: {} });
    await endOf(application, over);
    const ended = await objectText(application, new RunLayout(`${id}-over`).results);
    const uri = await putRecords(application, id, 'SLOW one');
    const executionArn = await start(application, id, { dataset: { uri } });
    const job = await unlessEnded(application, executionArn, async () => {
      const [found] = await jobsOf(application, id);
      return found;
    });
    if (job === undefined) return endedEarly(application, executionArn);
    let outcome: Outcome = { failure: 'start-transform never met the end of its run' };
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      await deleteObject(application, results);
      const told = await endDuring(application, id, ended);
      if (/"transformJobName"|has final results already/u.test(told)) continue;
      const isStopped = told.includes('while its transform job');
      outcome = { failure: isStopped ? undefined : told, told, toldBy: "the function's answer" };
      break;
    }
    await application.stepFunctions.send(new StopExecutionCommand({ executionArn }));
    await application.aws.idle();
    await stopJobs(application, id);
    return outcome;
  },
};

/** Asks again and again, until there is an answer. Undefined: the execution ended before. */
async function unlessEnded<T>(
  { stepFunctions }: Application,
  executionArn: string,
  ask: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const { found } = await until(async () => {
    const answer = await ask();
    const { status } = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
    return answer === undefined && status === 'RUNNING' ? undefined : { found: answer };
  });
  return found;
}

async function endedEarly(application: Application, executionArn: string): Promise<Outcome> {
  const end = await endOf(application, executionArn);
  await application.aws.idle();
  return { failure: endText(end) };
}

/** Asks start-transform again, and writes the run's end when it has found none yet. */
async function endDuring(application: Application, runId: string, end: string): Promise<string> {
  const { authorizer } = application.aws;
  const { results } = new RunLayout(runId);
  const authorize = authorizer.authorize.bind(authorizer);
  let written: Promise<unknown> | undefined;
  authorizer.authorize = (request) => {
    authorize(request);
    const isLook = request.action === 's3:GetObject' && request.resource.endsWith(`/${results}`);
    if (isLook && request.caller.kind === 'role') {
      written ??= putObject(application, results, end);
    }
  };
  try {
    return await invoke(application, /StartTrans/u, { runId, pass: 1, attempt: 1 });
  } finally {
    authorizer.authorize = authorize;
    await written;
  }
}
