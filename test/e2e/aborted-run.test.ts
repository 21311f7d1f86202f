import { DescribeTransformJobCommand } from '@aws-sdk/client-sagemaker';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { until } from '../support/until';
import {
  type Application,
  jsonLines,
  startApplication,
  withEchoModel,
} from './support/application';

/** An execution that somebody stops dies outside any Catch: the net outside must hold. */
describe('an aborted run', () => {
  let application: Application;

  beforeAll(async () => {
    // Far longer than the test: the job ends only because it is stopped.
    const faults = { rules: [{ marker: 'SLOW', action: 'sleep', milliseconds: 600_000 }] };
    application = await startApplication(withEchoModel({ ECHO_FAULTS: JSON.stringify(faults) }));
  });
  afterAll(() => application.close());

  test('stops its transform job and leaves final results', async () => {
    const uri = await application.putDataset(
      'slow.jsonl',
      jsonLines([{ id: 1, text: 'SLOW text', reference: 'text' }]),
    );
    const run = await application.start({ dataset: { uri } }, 'stopped.by+a=person');
    const jobName = await until(async () => (await application.running()).find(isJob));
    await application.stepFunctions.send(
      new StopExecutionCommand({
        executionArn: run.executionArn,
        error: 'Operator',
        cause: 'wrong data set',
      }),
    );
    const { execution, results, layout } = await application.endOf(run);

    expect(execution.status).toBe('ABORTED');
    expect(results).toMatchObject({
      status: 'Aborted',
      error: { name: 'Operator', message: 'wrong data set' },
      transformJob: { name: jobName },
    });
    const job = await application.sagemaker.send(
      new DescribeTransformJobCommand({ TransformJobName: jobName }),
    );
    expect(job.TransformJobStatus).toBe('Stopped');
    expect(await application.keys(layout.outputPrefix(1))).toEqual([]);
  });
});

/** Job names end in pass and attempt. */
function isJob(name: string): boolean {
  return name.endsWith('-p1-a1');
}
