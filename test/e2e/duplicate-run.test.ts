import { DescribeExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { DescribeTransformJobCommand, ListTransformJobsCommand } from '@aws-sdk/client-sagemaker';
import { until } from '../support/until';
import {
  type Application,
  jsonLines,
  type StartedRun,
  startApplication,
  withEchoModel,
} from './support/application';

/** Two executions with one idempotency key, as when a schedule delivers twice: one run. */
describe('a duplicate', () => {
  let application: Application;
  let dataset: { uri: string };

  beforeAll(async () => {
    // Far longer than the test: only a stop ends the job of a slow record.
    const faults = { rules: [{ marker: 'SLOW', action: 'sleep', milliseconds: 600_000 }] };
    application = await startApplication(withEchoModel({ ECHO_FAULTS: JSON.stringify(faults) }));
    const record = { id: 1, text: 'some text', reference: 'text' };
    dataset = { uri: await application.putDataset('one.jsonl', jsonLines([record])) };
  });
  afterAll(() => application.close());

  /** The end of an execution, and of all that it sets off. */
  async function outputOf({ executionArn }: StartedRun): Promise<Record<string, unknown>> {
    const ended = await until(async () => {
      const found = await application.stepFunctions.send(
        new DescribeExecutionCommand({ executionArn }),
      );
      return found.status === 'RUNNING' ? undefined : found;
    });
    await application.aws.idle();
    expect(ended.status).toBe('SUCCEEDED');
    return JSON.parse(ended.output ?? '') as Record<string, unknown>;
  }

  async function jobNames(): Promise<string[]> {
    const { TransformJobSummaries = [] } = await application.sagemaker.send(
      new ListTransformJobsCommand({ MaxResults: 100 }),
    );
    return TransformJobSummaries.map(({ TransformJobName = '' }) => TransformJobName);
  }

  async function expectNothingOf(run: StartedRun): Promise<void> {
    expect(await application.keys(run.layout.prefix)).toEqual([]);
    expect((await jobNames()).filter((name) => name.startsWith(run.layout.runId))).toEqual([]);
  }

  test('of a run that is over names it, and adds nothing', async () => {
    const input = { dataset, idempotencyKey: 'nightly 2026-11-24T02:00:00Z' };
    const first = await application.endOf(await application.start(input, 'over'));
    const second = await application.start(input, 'after');
    expect(await outputOf(second)).toEqual({
      status: 'Duplicate',
      duplicateOf: 'over',
      message: expect.stringContaining('"nightly 2026-11-24T02:00:00Z"') as string,
      links: { execution: first.results.links.execution, results: first.results.links.results },
    });
    await expectNothingOf(second);
    expect(await jobNames()).toEqual(['over-p1-a1']);
  });

  test('of a run that goes on leaves it alone', async () => {
    const uri = await application.putDataset(
      'slow.jsonl',
      jsonLines([{ id: 1, text: 'SLOW text', reference: 'text' }]),
    );
    const input = { dataset: { uri }, idempotencyKey: 'slow' };
    const first = await application.start(input, 'goes-on');
    await until(async () => (await application.running()).find((name) => name === 'goes-on-p1-a1'));
    const second = await application.start(input, 'too-early');
    expect(await outputOf(second)).toMatchObject({ duplicateOf: 'goes-on' });
    await expectNothingOf(second);
    const job = await application.sagemaker.send(
      new DescribeTransformJobCommand({ TransformJobName: 'goes-on-p1-a1' }),
    );
    expect(job.TransformJobStatus).toBe('InProgress');
    expect(await application.keys(first.layout.results)).toEqual([]);
    await application.stepFunctions.send(
      new StopExecutionCommand({ executionArn: first.executionArn }),
    );
    expect((await application.endOf(first)).results.status).toBe('Aborted');
  });

  test('that comes at the same moment: one of the two runs', async () => {
    const input = { dataset, idempotencyKey: 'at once' };
    const runs = await Promise.all(['left', 'right'].map((name) => application.start(input, name)));
    const outputs = await Promise.all(runs.map(outputOf));
    expect(outputs.map(({ status }) => status).sort()).toEqual(['Completed', 'Duplicate']);
    const at = outputs.findIndex(({ status }) => status === 'Completed');
    const [holder, other] = at === 0 ? runs : runs.toReversed();
    if (!holder || !other) throw new Error('two runs were started');
    expect(outputs[1 - at]).toMatchObject({ duplicateOf: holder.layout.runId });
    expect(await application.keys(holder.layout.results)).toEqual([holder.layout.results]);
    await expectNothingOf(other);
  });

  test('of a run that was refused is a duplicate too; another key is another run', async () => {
    const wrong = await application.start(
      { dataset, prompt: '{x}', idempotencyKey: 'k1' },
      'wrong',
    );
    expect((await application.endOf(wrong)).results.status).toBe('Failed');
    const again = await application.start({ dataset, idempotencyKey: 'k1' }, 'again');
    expect(await outputOf(again)).toMatchObject({ duplicateOf: 'wrong' });
    const anew = await application.runToEnd({ dataset, idempotencyKey: 'k2' });
    expect(anew.results.status).toBe('Completed');
  });
});
