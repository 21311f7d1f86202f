import { DescribeTransformJobCommand } from '@aws-sdk/client-sagemaker';
import { type Harness, startHarness } from './sagemaker-harness';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
  await harness.createModel('model');
  await harness.put('in/a', 'one\n');
});

afterAll(async () => harness.close());

const reason = async (TransformJobName: string) => {
  const job = await harness.sagemaker.send(new DescribeTransformJobCommand({ TransformJobName }));
  return job.FailureReason;
};

test('an S3 that goes away under a job is an internal error, and the log says which', async () => {
  const creation = harness.createJob('orphan');
  await harness.until(() => harness.statuses('orphan').length > 0);
  await harness.stopS3();
  await creation;
  expect(await harness.ended('orphan')).toBe('Failed');
  expect(await reason('orphan')).toBe(
    'InternalServerError: We encountered an internal error. Please try again.',
  );
  const lines = harness.logs.map(({ message }) => message).join('\n');
  expect(lines).toContain('ECONNREFUSED');
});
