import { DescribeTransformJobCommand } from '@aws-sdk/client-sagemaker';
import {
  ACCOUNT,
  BUCKET,
  type Harness,
  jobRequest,
  REGION,
  startHarness,
} from './sagemaker-harness';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
  await harness.createModel('model');
  await harness.put('in/a.jsonl', 'one\ntwo\n');
  await harness.put('in/deep/b.jsonl', 'three');
});

afterAll(async () => harness.close());

test('runs the records of all objects through the container and writes one .out for each', async () => {
  const { TransformJobArn } = await harness.createJob('happy', { BatchStrategy: 'SingleRecord' });

  expect(TransformJobArn).toBe(`arn:aws:sagemaker:${REGION}:${ACCOUNT}:transform-job/happy`);
  expect(await harness.ended('happy')).toBe('Completed');
  expect(await harness.keys('out/')).toEqual(['out/a.jsonl.out', 'out/deep/b.jsonl.out']);
  expect(await harness.text('out/a.jsonl.out')).toBe('[one\n]\n[two\n]\n');
  expect(await harness.text('out/deep/b.jsonl.out')).toBe('[three]\n');
});

test('DescribeTransformJob gives the request back with times and defaults', async () => {
  const request = jobRequest('described', {
    MaxPayloadInMB: 2,
    MaxConcurrentTransforms: 3,
    Environment: { HYPER_PARAMS: "{'batch_size': 4}" },
    ModelClientConfig: { InvocationsTimeoutInSeconds: 60, InvocationsMaxRetries: 1 },
  });
  await harness.createJob('described', request);
  await harness.ended('described');
  const job = await harness.sagemaker.send(
    new DescribeTransformJobCommand({ TransformJobName: 'described' }),
  );

  expect(job).toMatchObject({
    TransformJobStatus: 'Completed',
    ModelName: 'model',
    MaxPayloadInMB: 2,
    MaxConcurrentTransforms: 3,
    Environment: { HYPER_PARAMS: "{'batch_size': 4}" },
    ModelClientConfig: { InvocationsTimeoutInSeconds: 60, InvocationsMaxRetries: 1 },
    TransformInput: { ...request.TransformInput, CompressionType: 'None' },
    TransformOutput: { S3OutputPath: `s3://${BUCKET}/out`, AssembleWith: 'Line' },
    TransformResources: request.TransformResources,
  });
  expect(job.FailureReason).toBeUndefined();
  const [creation, start, end] = [job.CreationTime, job.TransformStartTime, job.TransformEndTime];
  expect(Number(start)).toBeGreaterThan(Number(creation));
  expect(Number(end)).toBeGreaterThanOrEqual(Number(start));
});
