import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { runCompleted } from '../../../domain/run/run-completed';
import { type Results } from '../../../domain/run/results';
import { announceRun } from '../../../lambdas/announce-run/announce-run';
import { RunStore } from '../../../lambdas/shared/run-store';
import { jsonService } from '../../../local/gateway/aws-json';
import { clientConfig } from '../../../local/gateway/client-config';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';
import { BUCKET, type S3Server, startS3 } from '../../local/s3/s3-server';
import { completedResults, failedResults } from '../../support/results-fixtures';
import { objectCreated } from './object-created';
import { recordedMetrics } from './recorded-metrics';

const TAKEN = { FailedEntryCount: 0, Entries: [{ EventId: '1' }] };
const REFUSED = {
  FailedEntryCount: 1,
  Entries: [{ ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' }],
};

let s3: S3Server;
let gateway: Gateway;
let events: EventBridgeClient;
/** The entries that EventBridge was given. */
let entries: unknown[];
let answer: typeof TAKEN | typeof REFUSED;
let recorded: ReturnType<typeof recordedMetrics>;

beforeAll(async () => {
  s3 = await startS3();
  const bus = jsonService({
    signingName: 'events',
    targetPrefix: 'AWSEvents',
    version: '1.1',
    operations: {
      PutEvents: (input) => {
        entries.push(...(input.Entries as unknown[]));
        return Promise.resolve(answer);
      },
    },
  });
  gateway = await startGateway({ services: [bus], region: 'us-east-1', accountId: '123456789012' });
  events = new EventBridgeClient(clientConfig(gateway.endpoint, 'us-east-1'));
});

afterAll(async () => {
  events.destroy();
  await gateway.close();
  await s3.stop();
});

beforeEach(() => {
  entries = [];
  answer = TAKEN;
  recorded = recordedMetrics();
});
afterEach(() => jest.restoreAllMocks());

async function announce(results: object, runId = 'nightly') {
  const store = new RunStore(s3.client, BUCKET);
  const key = `runs/${runId}/results.json`;
  await store.writeJson(key, results);
  return announceRun(objectCreated(key, BUCKET), { store, events, metrics: recorded.metrics });
}

test.each<Results>([
  completedResults(),
  completedResults({ status: 'CompletedWithFailures' }),
  failedResults(),
  failedResults({ status: 'Aborted' }),
])('a run that ended as $status is one event, and counted once', async (results) => {
  expect(await announce(results)).toEqual({ runId: 'nightly', status: results.status });
  expect(entries).toEqual([
    {
      Source: 'text2text-batch',
      DetailType: 'Text2TextRunCompleted',
      Detail: JSON.stringify(runCompleted(results)),
      Resources: [results.execution.arn],
    },
  ]);
  const runs = recorded.lines().filter(({ names }) => names.includes('Runs'));
  expect(runs).toMatchObject([
    { values: { service: 'text2text', status: results.status, Runs: 1 } },
  ]);
});

test('an event that EventBridge refuses is an error, and measured only by the try that succeeds', async () => {
  answer = REFUSED;
  await expect(announce(completedResults())).rejects.toThrow(
    'EventBridge did not take the event of run nightly: ThrottlingException: Rate exceeded',
  );
  expect(recorded.lines()).toEqual([]);
  answer = TAKEN;
  await announce(completedResults());
  expect(recorded.lines().flatMap(({ names }) => names)).toContain('Runs');
});

test('what is not the results of a run is ignored, with the reason', async () => {
  const store = new RunStore(s3.client, BUCKET);
  const event = objectCreated('runs/nightly/parts/results.json', BUCKET);
  expect(await announceRun(event, { store, events, metrics: recorded.metrics })).toEqual({
    ignored: 'key runs/nightly/parts/results.json is not runs/RUN_ID/results.json',
  });
  expect(entries).toEqual([]);
  expect(recorded.lines()).toEqual([]);
});

test('results of another version are refused by name', async () => {
  await expect(announce({ ...completedResults(), contractVersion: 99 })).rejects.toMatchObject({
    name: 'UnknownContractVersion',
  });
  expect(entries).toEqual([]);
});
