import {
  CreateModelCommand,
  type CreateModelCommandInput,
  DeleteModelCommand,
  DescribeModelCommand,
  ListModelsCommand,
} from '@aws-sdk/client-sagemaker';
import { ACCOUNT, BUCKET, type Harness, REGION, ROLE, startHarness } from './sagemaker-harness';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
  await harness.put('model.tar.gz', 'x');
});

afterAll(async () => harness.close());

const arnOf = (name: string): string => `arn:aws:sagemaker:${REGION}:${ACCOUNT}:model/${name}`;

async function create(ModelName: string, more: Partial<CreateModelCommandInput> = {}) {
  const PrimaryContainer = { Image: 'fixture' };
  return harness.sagemaker.send(
    new CreateModelCommand({ ModelName, ExecutionRoleArn: ROLE, PrimaryContainer, ...more }),
  );
}

test('a model is described as it was created', async () => {
  const PrimaryContainer = {
    Image: 'fixture',
    ModelDataUrl: `s3://${BUCKET}/model.tar.gz`,
    Environment: { MMS_DEFAULT_WORKERS_PER_MODEL: '1' },
  };
  const { ModelArn } = await create('whole', { PrimaryContainer, EnableNetworkIsolation: true });
  expect(ModelArn).toBe(arnOf('whole'));
  const model = await harness.sagemaker.send(new DescribeModelCommand({ ModelName: 'whole' }));
  expect(model).toMatchObject({
    ModelName: 'whole',
    ModelArn,
    PrimaryContainer: { ...PrimaryContainer, Mode: 'SingleModel' },
    ExecutionRoleArn: ROLE,
    EnableNetworkIsolation: true,
    CreationTime: expect.any(Date) as Date,
  });
});

test.each<[string, Partial<CreateModelCommandInput>, string]>([
  [
    'an artefact that is not there',
    { PrimaryContainer: { Image: 'fixture', ModelDataUrl: `s3://${BUCKET}/none.tar.gz` } },
    `Could not find model data at s3://${BUCKET}/none.tar.gz.`,
  ],
  [
    'an artefact over https',
    { PrimaryContainer: { Image: 'fixture', ModelDataUrl: 'https://bucket/model.tar.gz' } },
    "does not support ModelDataUrl 'https://bucket/model.tar.gz'",
  ],
  [
    'an image that is not there',
    { PrimaryContainer: { Image: 'nobody' } },
    'Requested image nobody not found.',
  ],
  ['no container', { PrimaryContainer: undefined }, 'PrimaryContainer must be given'],
  [
    'an inference pipeline',
    { Containers: [{ Image: 'fixture' }] },
    'does not support Containers (inference pipelines)',
  ],
  [
    'a multi-model container',
    { PrimaryContainer: { Image: 'fixture', Mode: 'MultiModel' } },
    'does not support Mode MultiModel',
  ],
  [
    'a value of 1,025 characters',
    { PrimaryContainer: { Image: 'fixture', Environment: { V: 'x'.repeat(1025) } } },
    'Map value must satisfy constraint: [Member must have length less than or equal to 1024]',
  ],
  [
    'a role that is none',
    { ExecutionRoleArn: 'arn:aws:iam::123:user/somebody' },
    "at 'executionRoleArn' failed to satisfy constraint",
  ],
])('refuses %s', async (_what, more, message) => {
  await expect(create('refused', more)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(message) as string,
  });
});

test('a name is used once at a time', async () => {
  await create('once');
  await expect(create('once')).rejects.toThrow(
    `Cannot create already existing model "${arnOf('once')}".`,
  );
  await harness.sagemaker.send(new DeleteModelCommand({ ModelName: 'once' }));
  await expect(
    harness.sagemaker.send(new DescribeModelCommand({ ModelName: 'once' })),
  ).rejects.toMatchObject({
    name: 'ValidationException',
    message: `Could not find model "${arnOf('once')}".`,
  });
  await create('once');
});

test('CloudFormation creates and deletes models in process', async () => {
  const request = {
    ModelName: 'direct',
    ExecutionRoleArn: ROLE,
    PrimaryContainer: { Image: 'fixture' },
  };
  expect(await harness.service.call('CreateModel', request)).toEqual({ ModelArn: arnOf('direct') });
  const list = new ListModelsCommand({ NameContains: 'direct' });
  expect((await harness.sagemaker.send(list)).Models).toMatchObject([{ ModelName: 'direct' }]);
  await harness.service.call('DeleteModel', { ModelName: 'direct' });
  expect((await harness.sagemaker.send(list)).Models).toEqual([]);
  await expect(harness.service.call('DeleteModel', { ModelName: 'direct' })).rejects.toThrow(
    'Could not find model',
  );
});
