import { ListTransformJobsCommand } from '@aws-sdk/client-sagemaker';
import { DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { RunLayout } from '../../domain/run/layout';
import { runIdOf } from '../../domain/run/names';
import { type ScheduleConfig } from '../../lib/config/schema';
import { clientConfig } from '../../local/gateway/client-config';
import { type Schedule } from '../../local/scheduler/schedule';
import { ManualClock } from '../support/manual-clock';
import { until } from '../support/until';
import {
  type Application,
  type StartedRun,
  jsonLines,
  startApplication,
  withEchoModel,
} from './support/application';

const MINUTE = 60_000;
const DATASET = 'datasets/nightly.jsonl';

/** Runs that EventBridge Scheduler starts: time is the Scheduler's, all else is real. */
describe('scheduled runs', () => {
  const clock = new ManualClock(Date.parse('2026-11-24T01:50:00Z'));
  const echo = withEchoModel();
  let application: Application;

  beforeAll(async () => {
    const schedules = [
      schedule('nightly', 'cron(0 2 * * ? *)'),
      schedule('once', 'at(2026-11-24T02:10:00)'),
    ];
    application = await startApplication((config) => ({ ...echo(config), schedules }), {
      schedulerClock: clock,
    });
    const record = { text: 'the cat sat on the mat', reference: 'the cat sat' };
    await application.putDataset('nightly.jsonl', jsonLines([record, record, record]));
  });
  afterAll(() => application.close());

  function schedule(name: string, expression: string): ScheduleConfig {
    const input = { dataset: { uri: DATASET, idColumn: null } };
    return { name, expression, timeZone: 'UTC', flexibleWindowMinutes: null, enabled: true, input };
  }

  /** The deployed schedule whose name ends so. */
  function deployed(suffix: string): Schedule {
    const all = application.aws.scheduler.schedules.list();
    const found = all.find(({ name }) => name.endsWith(suffix));
    if (!found) throw new Error(`no ${suffix} among ${all.map(({ name }) => name).join(', ')}`);
    return found;
  }

  /** Executions by their idempotency key. */
  async function runsOf(idempotencyKey: string): Promise<StartedRun[]> {
    const { stateMachineArn, stepFunctions } = application;
    const { executions = [] } = await stepFunctions.send(
      new ListExecutionsCommand({ stateMachineArn }),
    );
    const runs = await Promise.all(
      executions.map(async ({ executionArn = '', name = '' }) => {
        const { input = '' } = await stepFunctions.send(
          new DescribeExecutionCommand({ executionArn }),
        );
        const request = JSON.parse(input) as { idempotencyKey?: string };
        const run = { executionArn, layout: new RunLayout(runIdOf(name)) };
        return request.idempotencyKey === idempotencyKey ? [run] : [];
      }),
    );
    return runs.flat();
  }

  async function jobCount(): Promise<number> {
    const { TransformJobSummaries = [] } = await application.sagemaker.send(
      new ListTransformJobsCommand({}),
    );
    return TransformJobSummaries.length;
  }

  /** Waits for the end; a duplicate has no results to wait for. */
  async function outputOf({ executionArn }: StartedRun): Promise<Record<string, unknown>> {
    const execution = await until(async () => {
      const command = new DescribeExecutionCommand({ executionArn });
      const found = await application.stepFunctions.send(command);
      return found.status === 'RUNNING' ? undefined : found;
    });
    expect(execution.status).toBe('SUCCEEDED');
    return JSON.parse(execution.output ?? '') as Record<string, unknown>;
  }

  async function resultsObjects(): Promise<string[]> {
    return (await application.keys('runs/')).filter((key) => key.endsWith('/results.json'));
  }

  test('a schedule starts a run at its time; delivered again, it starts no second one', async () => {
    const nightly = deployed('nightly');
    await clock.advance(9 * MINUTE);
    await application.aws.idle();
    const key = `${nightly.name} 2026-11-24T02:00:00Z`;
    expect(await runsOf(key)).toEqual([]);

    await clock.advance(MINUTE);
    await application.aws.idle();
    const [run, ...others] = await runsOf(key);
    if (!run) throw new Error('the schedule started nothing');
    expect(others).toEqual([]);
    const { execution, results, layout } = await application.endOf(run);
    expect(execution.status).toBe('SUCCEEDED');
    expect(results).toMatchObject({ status: 'Completed', counts: { read: 3, scored: 3 } });
    const files = await application.keys('runs/');

    await application.aws.scheduler.redeliver(nightly);
    const runs = await runsOf(key);
    expect(runs).toHaveLength(2);
    const second = runs.find(({ executionArn }) => executionArn !== run.executionArn);
    if (!second) throw new Error('the second delivery started nothing');
    expect(await outputOf(second)).toMatchObject({
      status: 'Duplicate',
      duplicateOf: layout.runId,
    });
    await application.aws.idle();
    expect(await application.keys('runs/')).toEqual(files);
    expect(await jobCount()).toBe(1);
  });

  test('two deliveries at once are one run, whichever comes first', async () => {
    const once = deployed('once');
    const [jobs, results] = [await jobCount(), await resultsObjects()];
    await clock.advance(10 * MINUTE);
    await application.aws.scheduler.redeliver(once);
    const runs = await runsOf(`${once.name} 2026-11-24T02:10:00Z`);
    expect(runs).toHaveLength(2);
    const outputs = await Promise.all(runs.map(outputOf));
    await application.aws.idle();
    const duplicate = outputs.find(({ status }) => status === 'Duplicate');
    const original = outputs.find(({ status }) => status === 'Completed');
    expect(original).toBeDefined();
    expect(duplicate).toMatchObject({ duplicateOf: original?.runId });
    expect(await jobCount()).toBe(jobs + 1);
    expect(await resultsObjects()).toHaveLength(results.length + 1);
  });

  test('the schedule of the sweeper calls its function', async () => {
    const { aws } = application;
    const sweeper = aws.scheduler.schedules
      .list()
      .find(({ settings }) => settings.Target.Arn.includes(':function:'));
    expect(sweeper?.settings.ScheduleExpression).toBe('rate(15 minutes)');
    const { config } = aws.describeFunction(sweeper?.settings.Target.Arn ?? '');
    const logs = new CloudWatchLogsClient(clientConfig(aws.endpoint, aws.region));
    const sweeps = async (): Promise<number> => {
      await aws.idle();
      const command = new FilterLogEventsCommand({
        logGroupName: config.logGroup,
        filterPattern: 'JobsSwept',
      });
      return ((await logs.send(command)).events ?? []).length;
    };
    const before = await sweeps();
    await clock.advance(15 * MINUTE);
    expect(await sweeps()).toBe(before + 1);
    logs.destroy();
  });
});
