import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { type App, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import {
  EVENT_SOURCE,
  type RunCompleted,
  runCompletedSchema,
} from '../../domain/run/run-completed';
import { clientConfig } from '../../local/gateway/client-config';
import { until } from '../support/until';
import {
  type Application,
  type EndedRun,
  jsonLines,
  startApplication,
  withEchoModel,
} from './support/application';

const HEARD = 'heard-events';
const READER = 'team@example.com';
const STATUSES = ['Completed', 'CompletedWithFailures', 'Failed', 'Aborted'] as const;

const record = (id: number, text: string) => ({ id, text, reference: text });

/** Somebody else's subscriber to the default bus: logs whatever the application says there. */
function listen(app: App): void {
  const stack = new Stack(app, 'Listener', { env: { region: 'us-east-1' } });
  const listener = new lambda.Function(stack, 'Listener', {
    code: lambda.Code.fromInline('exports.handler = async (e) => console.log(JSON.stringify(e));'),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_22_X,
    logGroup: new logs.LogGroup(stack, 'Logs', { logGroupName: HEARD }),
  });
  new events.Rule(stack, 'Rule', {
    eventPattern: { source: [EVENT_SOURCE] },
    targets: [new LambdaFunction(listener)],
  });
}

/** What the world hears of a run: one event on the bus, one mail, whichever way the run ends. */
describe('the end of a run', () => {
  let application: Application;
  let heard: string[];
  let mails: string[];
  const runs = new Map<string, EndedRun>();

  beforeAll(async () => {
    const rules = [
      { marker: 'BOOM', action: 'fail', message: 'BOOM is refused' },
      // Far longer than the test: only a stop ends the job.
      { marker: 'SLOW', action: 'sleep', milliseconds: 600_000 },
    ];
    const echo = withEchoModel({ ECHO_FAULTS: JSON.stringify({ rules }) });
    const notifications = { runEmails: [READER], alarmEmails: [] };
    application = await startApplication(
      (config) => ({ ...echo(config), notifications }),
      {},
      listen,
    );
    for (const [status, run] of [
      ['Completed', await runOver('a cat', 'a dog')],
      // Two records a shard: the one that has BOOM is lost with its neighbour, the other is not.
      ['CompletedWithFailures', await runOver('a cat', 'a dog', 'a BOOM')],
      ['Failed', await application.runToEnd({ dataset: { uri: 'datasets/none.jsonl' } })],
      ['Aborted', await abort(await putRecords('SLOW'))],
    ] as const) {
      runs.set(status, run);
    }
    heard = await readLogs(HEARD);
    const topic = application.aws.sns.topics.all().find(({ name }) => name.includes('RunMessages'));
    mails = await readLogs(`/aws/sns/${topic?.name ?? ''}`);
  });
  afterAll(() => application.close());

  async function putRecords(...texts: string[]): Promise<string> {
    const records = texts.map((text, id) => record(id, text));
    return application.putDataset(`${texts.join('-')}.jsonl`, jsonLines(records));
  }

  async function runOver(...texts: string[]): Promise<EndedRun> {
    return application.runToEnd({ dataset: { uri: await putRecords(...texts) } });
  }

  async function abort(uri: string): Promise<EndedRun> {
    const run = await application.start({ dataset: { uri } }, 'aborted');
    await until(async () => (await application.running()).find((name) => name.endsWith('-a1')));
    const { executionArn } = run;
    await application.stepFunctions.send(new StopExecutionCommand({ executionArn }));
    return application.endOf(run);
  }

  async function readLogs(logGroupName: string): Promise<string[]> {
    const { endpoint, region } = application.aws;
    const client = new CloudWatchLogsClient(clientConfig(endpoint, region));
    const messages: string[] = [];
    for await (const { events: page = [] } of paginateFilterLogEvents(
      { client },
      { logGroupName },
    )) {
      messages.push(...page.map(({ message = '' }) => message));
    }
    client.destroy();
    return messages;
  }

  function runThat(status: string): EndedRun {
    const run = runs.get(status);
    if (!run) throw new Error(`no run is ${status}`);
    return run;
  }

  function eventsOf({ layout }: EndedRun): RunCompleted[] {
    return heard
      .map((line) => /\{.*\}/s.exec(line)?.[0])
      .filter((json) => json?.includes(EVENT_SOURCE))
      .map((json): unknown => JSON.parse(json ?? ''))
      .map((event) => z.object({ detail: runCompletedSchema }).parse(event).detail)
      .filter(({ runId }) => runId === layout.runId);
  }

  test.each(STATUSES)('%s: one event, with what the results say', (status) => {
    const run = runThat(status);
    expect(run.results.status).toBe(status);
    const [event, ...more] = eventsOf(run);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      status,
      execution: { arn: run.executionArn },
      links: { results: `s3://${application.bucket}/${run.layout.results}` },
    });
  });

  test.each(STATUSES)('%s: one mail to the address that the config names', (status) => {
    const { layout } = runThat(status);
    const own = mails.filter((mail) => mail.includes(`Run ${layout.runId} `));
    expect(own).toHaveLength(1);
    expect(own[0]).toContain(`To: ${READER}`);
    expect(own[0]).toContain(`s3://${application.bucket}/${layout.results}`);
  });

  test('nothing else is announced, and nothing is left undelivered', () => {
    expect(runs.size).toBe(STATUSES.length);
    expect(mails).toHaveLength(STATUSES.length);
    const queues = application.aws.sqs.queues.all();
    expect(queues.map(({ name }) => name)).toEqual([expect.stringContaining('Undelivered')]);
    expect(queues[0]?.attributes()).toMatchObject({ ApproximateNumberOfMessages: '0' });
  });
});
