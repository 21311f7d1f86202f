import { containerEnvironment } from '../../../local/sagemaker/container-env';
import { createTransformJobRequest } from '../../../local/sagemaker/transform-job-request';
import { jobRequest, type Harness, startHarness } from './sagemaker-harness';

const folders = { modelDir: '/models/m', home: '/home/of/container' };
const image = { command: 'node', args: [], env: { A: 'image', B: 'image', C: 'image' } };
const model = { Image: 'i', Environment: { B: 'model', C: 'model' } };

function environment(job: Parameters<typeof jobRequest>[1] = {}): Record<string, string> {
  const request = createTransformJobRequest.parse(jobRequest('job', job));
  return containerEnvironment(image, model, request, folders);
}

test("the model's environment comes over the image's, the job's over both", () => {
  expect(environment({ Environment: { C: 'job' } })).toMatchObject({
    A: 'image',
    B: 'model',
    C: 'job',
  });
});

test('without settings of the user only what is always set', () => {
  expect(environment()).toEqual({
    A: 'image',
    B: 'model',
    C: 'model',
    PATH: process.env.PATH,
    HOME: '/home/of/container',
    SAGEMAKER_BATCH: 'true',
    SM_MODEL_DIR: '/models/m',
    SAGEMAKER_BIND_TO_PORT: '0',
  });
});

test('the settings of the user as the container reads them', () => {
  expect(
    environment({ MaxPayloadInMB: 3, BatchStrategy: 'SingleRecord', MaxConcurrentTransforms: 2 }),
  ).toMatchObject({
    SAGEMAKER_MAX_PAYLOAD_IN_MB: '3',
    SAGEMAKER_BATCH_STRATEGY: 'SINGLE_RECORD',
    SAGEMAKER_MAX_CONCURRENT_TRANSFORMS: '2',
  });
  expect(environment({ MaxConcurrentTransforms: 0 })).not.toHaveProperty(
    'SAGEMAKER_MAX_CONCURRENT_TRANSFORMS',
  );
});

describe('in a running container', () => {
  let harness: Harness;

  beforeAll(async () => {
    process.env.AWS_SECRET_ACCESS_KEY = 'secret of the host';
    harness = await startHarness();
  });
  afterAll(async () => {
    delete process.env.AWS_SECRET_ACCESS_KEY;
    await harness.close();
  });

  test('nothing of the host but PATH is seen', async () => {
    await harness.createModel('model', { FROM_MODEL: 'm' });
    await harness.put('in/a', 'ENV');
    await harness.createJob('env', { Environment: { HYPER_PARAMS: "{'a': True}" } });
    await harness.ended('env');
    const seen = JSON.parse(await harness.text('out/a.out')) as Record<string, string>;
    expect(Object.keys(seen).sort()).toEqual([
      'FROM_IMAGE',
      'FROM_MODEL',
      'HOME',
      'HYPER_PARAMS',
      'PATH',
      'SAGEMAKER_BATCH',
      'SAGEMAKER_BIND_TO_PORT',
      'SM_MODEL_DIR',
    ]);
    expect(seen.HOME?.startsWith(harness.folder)).toBe(true);
  });
});
