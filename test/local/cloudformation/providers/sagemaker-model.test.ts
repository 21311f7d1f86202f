import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

const type = 'AWS::SageMaker::Model';
const deleteModel = (ModelName: string) =>
  harness.services.sagemaker.call('DeleteModel', { ModelName });
const model = (ModelName: string, Image = 'known:1') => ({
  ModelName,
  ExecutionRoleArn: 'arn:aws:iam::000000000000:role/model-role',
  PrimaryContainer: { Image },
});

test("Ref is the model's ARN, ModelName an attribute", async () => {
  const { state } = await harness.deployOne(type, model('m-1'));
  expect(state).toEqual({
    physicalId: 'arn:aws:sagemaker:us-east-1:000000000000:model/m-1',
    attributes: { ModelName: 'm-1' },
  });
});

test('any change makes a new model, and the old one goes', async () => {
  await harness.deployOne(type, model('m-1'));
  await harness.deployOne(type, model('m-2'));
  await expect(deleteModel('m-1')).rejects.toThrow('m-1');
  await harness.cloudFormation.deleteStack('S');
  await expect(deleteModel('m-2')).rejects.toThrow('m-2');
});

test('a model is not replaced under its own name', async () => {
  await harness.deployOne(type, model('m-1'));
  const change = { ...model('m-1'), EnableNetworkIsolation: true };
  await expect(harness.deployOne(type, change)).rejects.toThrow('Rename m-1');
});

test('an image that does not exist here fails the stack', async () => {
  await expect(harness.deployOne(type, model('m', 'other:1'))).rejects.toThrow('other:1');
});
