import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { CORRELATION_FIELDS, logEvents, type LogEvent } from '../../domain/run/log-events';
import { clientConfig } from '../../local/gateway/client-config';
import { type LogLine, logLineSchema } from '../lambdas/support/captured-log';
import {
  type Application,
  type EndedRun,
  jsonLines,
  startApplication,
  withEchoModel,
} from './support/application';

/** Stands in every text of the data sets, and may stand in no log. */
const SECRET = 'confidential';
/** What Lambda itself writes, and its report of an error that the function has logged before. */
const PLATFORM = /^(INIT_START|START|END|REPORT) |\tERROR\tInvoke Error /;
/** Events that are about no single run. */
const ABOUT_ALL_RUNS = ['JobsSwept'];
/** The logger's own, on every line of a function. */
const OWN_FIELDS = [
  'level',
  'message',
  'timestamp',
  'service',
  'cold_start',
  'function_arn',
  'function_memory_size',
  'function_name',
  'function_request_id',
  'sampling_rate',
];

describe('what the runs of a deployment log', () => {
  let application: Application;
  let mixed: EndedRun;
  let failed: EndedRun;
  /** Every line, by log group. */
  let groups: Record<string, string[]>;
  /** What the functions' logger wrote. */
  let lines: LogLine[];

  beforeAll(async () => {
    const faults = { rules: [{ marker: 'BOOM', action: 'fail', message: 'refused' }] };
    application = await startApplication(withEchoModel({ ECHO_FAULTS: JSON.stringify(faults) }));
    const record = (id: number, text: string, reference: unknown) => ({ id, text, reference });
    mixed = await runOver(
      'mixed.jsonl',
      jsonLines([
        record(1, `a ${SECRET} story`, `${SECRET} story`),
        record(2, `another ${SECRET} story`, null),
        record(3, ' ', `no story of the ${SECRET}`),
        record(4, `a BOOM in the ${SECRET} story`, SECRET),
        record(5, `a story without the right ${SECRET}`, { [SECRET]: SECRET }),
      ]) + `{"id": 6, "text": ${SECRET}}\n`,
    );
    failed = await runOver(
      'failed.jsonl',
      `{"id": 1, "text": ["${SECRET}"], "reference": "${SECRET}"}\n${SECRET}\n`,
    );
    groups = await readLogs();
    lines = Object.values(groups)
      .filter((group) => group.some((line) => line.startsWith('START RequestId')))
      .flatMap((group) => group.filter((line) => !PLATFORM.test(line)))
      .map((line): unknown => JSON.parse(line))
      .filter((line) => !Object.hasOwn(line as object, '_aws'))
      .map((line) => logLineSchema.parse(line));
  });
  afterAll(() => application.close());

  async function runOver(name: string, content: string): Promise<EndedRun> {
    const uri = await application.putDataset(name, content);
    return application.runToEnd({ dataset: { uri } });
  }

  async function readLogs(): Promise<Record<string, string[]>> {
    const { endpoint, region } = application.aws;
    const client = new CloudWatchLogsClient(clientConfig(endpoint, region));
    const read: Record<string, string[]> = {};
    for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {})) {
      for (const { logGroupName = '' } of logGroups) {
        const messages: string[] = [];
        for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName })) {
          messages.push(...events.map(({ message = '' }) => message));
        }
        read[logGroupName] = messages;
      }
    }
    client.destroy();
    return read;
  }

  const linesOf = ({ layout }: EndedRun) => lines.filter(({ runId }) => runId === layout.runId);

  test('no line has a text of a record, and no error either', () => {
    const all = Object.values(groups).flat();
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((line) => line.includes(SECRET))).toEqual([]);
    expect(failed.results).toMatchObject({ status: 'Failed', error: { name: 'NoUsableRecords' } });
    expect(JSON.stringify([failed.results, failed.execution])).not.toContain(SECRET);
  });

  test('every line of a function is an event of the list, with its fields', () => {
    for (const line of lines) {
      const known = [...OWN_FIELDS, ...CORRELATION_FIELDS] as string[];
      const facts = Object.keys(line).filter((field) => !known.includes(field));
      expect({ event: line.message, facts: facts.sort() }).toEqual({
        event: line.message,
        facts: [...(logEvents[line.message as LogEvent] as readonly string[])].sort(),
      });
    }
    const messages = new Set(lines.map(({ message }) => message));
    const ofTheseRuns = [
      'RunPlanned',
      'InputPrepared',
      'StepFailed',
      'RunEnded',
      'RunSummarized',
      'RunAnnounced',
      'RunNotified',
    ];
    expect([...messages]).toEqual(expect.arrayContaining(ofTheseRuns));
  });

  test('every line says which run and which deployment it is about', () => {
    const runs = [mixed, failed].map(({ layout }) => layout.runId);
    const aboutRuns = lines.filter(({ message }) => !ABOUT_ALL_RUNS.includes(message));
    expect(aboutRuns.filter(({ runId }) => !runs.includes(String(runId)))).toEqual([]);
    expect(new Set(lines.map(({ service }) => service))).toEqual(new Set(['Text2TextBatch']));
  });

  test('the lines of a run tell its counts', () => {
    const { results } = mixed;
    expect(results.status).toBe('CompletedWithFailures');
    const summary = linesOf(mixed).find(({ message }) => message === 'RunSummarized');
    expect(summary).toMatchObject('counts' in results ? results.counts : {});
    const prepared = linesOf(mixed).find(({ message }) => message === 'InputPrepared');
    expect(prepared).toMatchObject({ part: 0, read: 6, rejected: 3, submitted: 3 });
    const shards = linesOf(mixed).filter(({ message }) => message === 'ShardScored');
    expect(shards.map(({ shard }) => shard).sort()).toEqual([0, 1]);
  });

  test('a step that failed has the name of its error, and the lines after it say how the run ended', () => {
    const [step] = linesOf(failed).filter(({ message }) => message === 'StepFailed');
    expect(step).toMatchObject({ level: 'ERROR', error: { name: 'NoUsableRecords' } });
    expect(linesOf(failed).filter(({ message }) => message === 'RunEnded')).toContainEqual(
      expect.objectContaining({ results: 'Failed', transformJob: 'none' }),
    );
  });
});
