import { ListTransformJobsCommand } from '@aws-sdk/client-sagemaker';
import { RedriveExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { until } from '../support/until';
import {
  type Application,
  jsonLines,
  type StartedRun,
  startApplication,
  withEchoModel,
} from './support/application';

/** The console offers a redrive, whatever the runbook says: it must neither cost nor change anything. */
describe('a redriven run', () => {
  let application: Application;

  beforeAll(async () => {
    const faults = { rules: [{ marker: 'SLOW', action: 'sleep', milliseconds: 600_000 }] };
    application = await startApplication(withEchoModel({ ECHO_FAULTS: JSON.stringify(faults) }));
  });
  afterAll(() => application.close());

  async function redrive({ executionArn }: StartedRun): Promise<void> {
    await application.stepFunctions.send(new RedriveExecutionCommand({ executionArn }));
  }

  async function jobNames(): Promise<(string | undefined)[]> {
    const jobs = await application.sagemaker.send(new ListTransformJobsCommand({}));
    return (jobs.TransformJobSummaries ?? []).map(({ TransformJobName }) => TransformJobName);
  }

  test('that was aborted ends again, with the same results and no further job', async () => {
    const uri = await application.putDataset(
      'slow.jsonl',
      jsonLines([{ id: 1, text: 'SLOW text', reference: 'text' }]),
    );
    const run = await application.start({ dataset: { uri } }, 'redriven');
    await until(async () => (await application.running()).find((name) => name.endsWith('-p1-a1')));
    const { executionArn } = run;
    await application.stepFunctions.send(new StopExecutionCommand({ executionArn }));
    const before = await application.endOf(run);
    expect(before.results.status).toBe('Aborted');

    await redrive(run);
    const after = await application.endOf(run);
    expect(after.execution).toMatchObject({ status: 'FAILED', redriveCount: 1 });
    expect(after.results).toEqual(before.results);
    expect(await jobNames()).toEqual(['redriven-p1-a1']);
  });

  test('that was refused is refused again', async () => {
    const run = await application.start({ dataset: { uri: 'uploads/none.jsonl' } }, 'refused');
    const before = await application.endOf(run);
    expect(before.execution.status).toBe('FAILED');

    await redrive(run);
    const after = await application.endOf(run);
    expect(after.execution).toMatchObject({
      status: 'FAILED',
      error: before.execution.error,
      redriveCount: 1,
    });
    expect(after.results).toEqual(before.results);
  });
});
