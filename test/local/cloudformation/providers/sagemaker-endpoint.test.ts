import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

const model = (image: string) => ({
  Type: 'AWS::SageMaker::Model',
  Properties: {
    ModelName: `model-of-${image.slice(0, 5)}`,
    ExecutionRoleArn: 'arn:aws:iam::000000000000:role/model-role',
    PrimaryContainer: { Image: image },
  },
});

/** A configuration named `name` of the model `Model`. */
const config = (name: string) => ({
  Type: 'AWS::SageMaker::EndpointConfig',
  Properties: {
    EndpointConfigName: name,
    ProductionVariants: [
      {
        VariantName: 'AllTraffic',
        ModelName: { 'Fn::GetAtt': ['Model', 'ModelName'] },
        InstanceType: 'ml.m5.large',
        InitialInstanceCount: '1',
        InitialVariantWeight: 1,
      },
    ],
  },
});

const endpoint = (Tags: object[] = []) => ({
  Type: 'AWS::SageMaker::Endpoint',
  Properties: {
    EndpointName: 'texts',
    EndpointConfigName: { 'Fn::GetAtt': ['Config', 'EndpointConfigName'] },
    Tags,
  },
});

const stack = (configName = 'config-1', image = 'serving:1', tags: object[] = []) => ({
  Model: model(image),
  Config: config(configName),
  Endpoint: endpoint(tags),
});

const arn = 'arn:aws:sagemaker:us-east-1:000000000000:endpoint/texts';

test('the stack is there when the endpoint is in service; Ref is its ARN, the name an attribute', async () => {
  const { resources } = await harness.deploy(stack());
  expect(resources.get('Endpoint')?.state).toEqual({
    physicalId: arn,
    attributes: { EndpointName: 'texts' },
  });
  expect(resources.get('Config')?.state).toEqual({
    physicalId: 'arn:aws:sagemaker:us-east-1:000000000000:endpoint-config/config-1',
    attributes: { EndpointConfigName: 'config-1' },
  });
  const { endpoints } = harness.services.sagemaker.hosting;
  expect(endpoints.describe({ EndpointName: 'texts' })).toMatchObject({
    EndpointStatus: 'InService',
    ProductionVariants: [{ VariantName: 'AllTraffic', CurrentInstanceCount: 1 }],
  });
});

test('an endpoint that fails takes the stack with it, with its FailureReason, and leaves nothing', async () => {
  await expect(harness.deploy(stack('config-1', 'known:1'))).rejects.toThrow(
    'The primary container for production variant AllTraffic did not pass the ping health check.',
  );
  const { endpoints, configs } = harness.services.sagemaker.hosting;
  expect(endpoints.has('texts')).toBe(false);
  expect(configs.has('config-1')).toBe(false);
});

test('another configuration updates the endpoint in its place, and the old one goes', async () => {
  await harness.deploy(stack('config-1'));
  const { resources } = await harness.deploy(stack('config-2'));
  expect(resources.get('Endpoint')?.state.physicalId).toBe(arn);
  const { endpoints, configs } = harness.services.sagemaker.hosting;
  expect(endpoints.describe({ EndpointName: 'texts' })).toMatchObject({
    EndpointConfigName: 'config-2',
    EndpointStatus: 'InService',
  });
  expect(configs.has('config-1')).toBe(false);
});

test('tags change in place', async () => {
  await harness.deploy(stack());
  const Tags = [{ Key: 'lease', Value: '8' }];
  await harness.deploy(stack('config-1', 'serving:1', Tags));
  expect(harness.services.sagemaker.hosting.tags.get(arn)).toEqual(Tags);
});

test('with the stack, endpoint and configuration go; what somebody else has deleted is no error', async () => {
  await harness.deploy(stack());
  const { endpoints, configs } = harness.services.sagemaker.hosting;
  endpoints.delete({ EndpointName: 'texts' });
  configs.delete({ EndpointConfigName: 'config-1' });
  await harness.cloudFormation.deleteStack('S');
  expect(endpoints.has('texts')).toBe(false);
});
