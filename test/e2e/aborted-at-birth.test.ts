import { DescribeTransformJobCommand } from '@aws-sdk/client-sagemaker';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { type App } from 'aws-cdk-lib';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { until } from '../support/until';
import {
  type Application,
  jsonLines,
  startApplication,
  withEchoModel,
} from './support/application';
import { type HoldingProxy, startHoldingProxy } from './support/holding-proxy';

/** The one moment in which neither net sees a job: it is being created, and its run is over. */
describe('a run that is aborted while its transform job is created', () => {
  let proxy: HoldingProxy;
  let application: Application;

  beforeAll(async () => {
    proxy = await startHoldingProxy('SageMaker.CreateTransformJob');
    // Far longer than the test: the job ends only because it is stopped.
    const faults = { rules: [{ marker: 'SLOW', action: 'sleep', milliseconds: 600_000 }] };
    application = await startApplication(
      withEchoModel({ ECHO_FAULTS: JSON.stringify(faults) }),
      {},
      sageMakerThroughProxy,
    );
    proxy.target = application.aws.endpoint;
  });
  afterAll(async () => {
    proxy.close();
    await application.close();
  });

  function sageMakerThroughProxy(app: App): void {
    for (const construct of app.node.findAll()) {
      if (construct instanceof LambdaFunction && construct.node.path.includes('/StartTransform/')) {
        construct.addEnvironment('AWS_ENDPOINT_URL_SAGEMAKER', proxy.url);
      }
    }
  }

  test('start-transform finds the results of the abort, and stops the job that it made', async () => {
    const uri = await application.putDataset(
      'slow.jsonl',
      jsonLines([{ id: 1, text: 'SLOW text', reference: 'text' }]),
    );
    const run = await application.start({ dataset: { uri } }, 'aborted-at-birth');
    await proxy.held;
    const { executionArn } = run;
    await application.stepFunctions.send(new StopExecutionCommand({ executionArn }));
    const { execution, results } = await application.endOf(run);
    expect(execution.status).toBe('ABORTED');
    // The clean-up is over, and there was nothing to stop.
    expect(results).toMatchObject({ status: 'Aborted', transformJob: null });

    proxy.release();
    const job = new DescribeTransformJobCommand({ TransformJobName: 'aborted-at-birth-p1-a1' });
    const ended = await until(async () => {
      // Until it is born there is none.
      const found = await application.sagemaker.send(job).catch(() => undefined);
      const status = found?.TransformJobStatus;
      return status === 'InProgress' || status === 'Stopping' ? undefined : status;
    });
    expect(ended).toBe('Stopped');
    expect(await application.running()).toEqual([]);
  });
});
