import { DescribeTransformJobCommand } from '@aws-sdk/client-sagemaker';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { CONTRACT_VERSION } from '../../domain/run/plan';
import { RunLayout } from '../../domain/run/layout';
import { type Gate, startGate } from '../support/gate';
import {
  type Application,
  jsonLines,
  startApplication,
  type StartedRun,
  withEchoModel,
} from './support/application';

const OTHER_VERSION = CONTRACT_VERSION + 1;
/** Of the run in flight: what functions ask of SageMaker besides must exist. */
const JOB = 'held-p1-a1';
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0';
const sentenceOf = (key: string) =>
  `${key} was written with contract version ${OTHER_VERSION}, which this function does not know: start the run again with the new deployment`;

/** What happens if functions of two contract versions meet in one run: published versions prevent it. */
describe('a plan of another contract version', () => {
  let application: Application;
  let gate: Gate;
  let run: StartedRun;
  const strange = new RunLayout('strange');

  beforeAll(async () => {
    gate = await startGate();
    const rules = [{ marker: 'HELD', action: 'ask', url: gate.url }];
    application = await startApplication(withEchoModel({ ECHO_FAULTS: JSON.stringify({ rules }) }));
    const records = jsonLines([{ id: 1, text: 'HELD text', reference: 'text' }]);
    const uri = await application.putDataset('held.jsonl', records);
    run = await application.start({ dataset: { uri } }, 'held');
    await gate.waiting(1);
    await writeStrangePlan(strange);
    await write(strange.partOutcome(0), await readJson(run.layout.partOutcome(0)));
  });
  afterAll(async () => {
    await application.close();
    gate.close();
  });

  /** The plan of the run in flight, as a later version of plan-run might write it. */
  async function writeStrangePlan(layout: RunLayout): Promise<void> {
    const plan = await readJson(run.layout.plan);
    await write(layout.plan, { ...plan, contractVersion: OTHER_VERSION, shape: 'unknown' });
  }
  async function write(Key: string, content: object): Promise<void> {
    const Body = JSON.stringify(content);
    await application.s3.send(new PutObjectCommand({ Bucket: application.bucket, Key, Body }));
  }
  async function readJson(key: string): Promise<object> {
    const [content = {}] = await application.readLines(key);
    return content;
  }
  /** Answer of the published version that the state machine calls. */
  async function invoke(step: string, payload: object): Promise<unknown> {
    const { resources } = application.aws.cloudFormation.stack('Text2TextBatch-Pipeline');
    const version = [...resources.values()].find(
      ({ type, logicalId }) => type === 'AWS::Lambda::Version' && logicalId.includes(step),
    );
    const name = encodeURIComponent(version?.state.physicalId ?? '');
    const url = `${application.aws.endpoint}/2015-03-31/functions/${name}/invocations`;
    const body = JSON.stringify({ runId: strange.runId, ...payload });
    const headers = { authorization: AUTHORIZATION };
    return (await fetch(url, { method: 'POST', headers, body })).json();
  }

  test.each([
    ['StartTransform', { pass: 1, attempt: 1 }],
    ['CheckTransform', { pass: 1, transformJobName: JOB }],
    ['SummarizeRun', { transformJobName: JOB }],
  ])('is refused by %s', async (step, payload) => {
    expect(await invoke(step, payload)).toMatchObject({
      errorType: 'UnknownContractVersion',
      errorMessage: sentenceOf(strange.plan),
    });
  });

  test.each([
    ['PrepareInput', { part: 0 }, strange.partOutcome(0)],
    ['ScoreShard', { pass: 1, shard: 0 }, strange.shardOutcome(0)],
  ])('is refused by %s, which leaves the error for its parent', async (step, payload, outcome) => {
    expect(await invoke(step, payload)).toEqual({});
    const message = sentenceOf(strange.plan);
    expect(await application.readLines(outcome)).toMatchObject([
      { kind: 'failed', error: { name: 'UnknownContractVersion', message } },
    ]);
  });

  test('ends the run as Failed with the sentence, and its job is stopped', async () => {
    await writeStrangePlan(run.layout);
    const { execution, results } = await application.endOf(run);
    const error = { name: 'UnknownContractVersion', message: sentenceOf(run.layout.plan) };
    expect(execution).toMatchObject({ status: 'FAILED', error: error.name });
    expect(results).toMatchObject({ status: 'Failed', error });
    const job = await application.sagemaker.send(
      new DescribeTransformJobCommand({ TransformJobName: results.transformJob?.name }),
    );
    expect(job.TransformJobStatus).toBe('Stopped');
  });
});
