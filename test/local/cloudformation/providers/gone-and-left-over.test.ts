import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../../local/clock';
import { CloudFormation } from '../../../../local/cloudformation/cloudformation';
import { resourceProviders } from '../../../../local/cloudformation/providers';
import { type ResourceProvider } from '../../../../local/cloudformation/resource-provider';
import { resourceRequest } from '../../../../local/cloudformation/resource-steps';
import { openState } from '../../../../local/state/disk-state';
import { type State } from '../../../../local/state/state';
import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(async () => {
  harness = providerHarness();
  await harness.services.sagemaker.call('CreateModel', { ...model('known:1'), ModelName: 'm' });
  harness.services.sagemaker.hosting.configs.create({ ...config(1), EndpointConfigName: 'c' });
});
afterEach(() => harness.close());

const RoleArn = 'arn:aws:iam::000000000000:role/r';
const model = (Image: string) => ({ ExecutionRoleArn: RoleArn, PrimaryContainer: { Image } });
const config = (InitialInstanceCount: number) => ({
  ProductionVariants: [
    { VariantName: 'A', ModelName: 'm', InitialInstanceCount, InstanceType: 'ml.m5.large' },
  ],
});
const machine = (Comment: string) => ({
  RoleArn,
  Definition: {
    Comment,
    QueryLanguage: 'JSONata',
    StartAt: 'End',
    States: { End: { Type: 'Succeed' } },
  },
});
const lambda = (Description: string) => ({
  Code: { ZipFile: 'exports.handler = async () => 1;' },
  Handler: 'index.handler',
  Runtime: 'nodejs20.x',
  Role: RoleArn,
  Description,
});
const schedule = (expression: string) => ({
  ScheduleExpression: expression,
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: { Arn: 'arn:aws:lambda:us-east-1:000000000000:function:f', RoleArn },
});

/** By type: properties of an attempt that was cut off, and of the next one. */
const attempts: readonly [type: string, first: object, second: object][] = [
  ['AWS::Lambda::Function', lambda('one'), lambda('two')],
  ['AWS::S3::Bucket', {}, { VersioningConfiguration: { Status: 'Enabled' } }],
  ['AWS::SageMaker::Endpoint', { EndpointConfigName: 'c' }, { EndpointConfigName: 'c' }],
  ['AWS::SageMaker::EndpointConfig', config(1), config(2)],
  ['AWS::SageMaker::Model', model('known:1'), model('serving:1')],
  ['AWS::SNS::Topic', {}, { DisplayName: 'two' }],
  ['AWS::SQS::Queue', {}, { VisibilityTimeout: 7 }],
  ['AWS::Scheduler::Schedule', schedule('rate(1 day)'), schedule('rate(2 days)')],
  ['AWS::Scheduler::ScheduleGroup', {}, {}],
  ['AWS::StepFunctions::StateMachine', machine('one'), machine('two')],
];

const providerOf = (type: string): ResourceProvider => {
  const provider = resourceProviders(harness.services).get(type);
  if (!provider) throw new Error(`no provider of ${type}`);
  return provider;
};
const request = resourceRequest({ stackName: 'S', logicalId: 'R', generation: 0 });

test.each(attempts)('%s: what a cut-off creation left is not in the way', async (type, ...both) => {
  const [first, second] = both;
  // The model of the endpoint serves only under this image.
  if (type === 'AWS::SageMaker::Endpoint') {
    await harness.services.sagemaker.call('DeleteModel', { ModelName: 'm' });
    await harness.services.sagemaker.call('CreateModel', { ...model('serving:1'), ModelName: 'm' });
  }
  const provider = providerOf(type);
  const left = await provider.create(first, request);
  await provider.discard(first, request);
  const state = await provider.create(second, request);
  expect(state.physicalId).toBe(left.physicalId);
});

/** S3's buckets and SNS's topics are made over what is there: nothing of them is ever discarded. */
test.each(attempts)('%s: what is there is seen, and what is not', async (type, first) => {
  const isMadeOver = ['AWS::S3::Bucket', 'AWS::SNS::Topic'].includes(type);
  const provider = providerOf(type);
  expect(await provider.isThere(first, request)).toBe(isMadeOver);
  const { services } = harness;
  if (type === 'AWS::SageMaker::Endpoint') {
    await services.sagemaker.call('DeleteModel', { ModelName: 'm' });
    await services.sagemaker.call('CreateModel', { ...model('serving:1'), ModelName: 'm' });
  }
  await provider.create(first, request);
  expect(await provider.isThere(first, request)).toBe(true);
  await provider.discard(first, request);
  expect(await provider.isThere(first, request)).toBe(isMadeOver);
});

test.each(attempts)('%s: nothing left is no error', async (type, first) => {
  await expect(providerOf(type).discard(first, request)).resolves.toBeUndefined();
});

test('a model made by hand outlives the restart after a kill of a creation of its name', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'left-over-'));
  const { region, accountId } = harness.services;
  const over = (state: State, models: ResourceProvider): CloudFormation =>
    new CloudFormation({
      providers: new Map([['AWS::SageMaker::Model', models]]),
      readSsmParameter: () => undefined,
      region,
      accountId,
      clock: systemClock,
      state,
    });
  const models = providerOf('AWS::SageMaker::Model');
  const killed = openState(directory);
  await new Promise<void>((reached) => {
    const create = async (): Promise<never> => {
      reached();
      return new Promise(() => undefined);
    };
    const Properties = { ...model('known:1'), ModelName: 'm' };
    const template = { Resources: { M: { Type: 'AWS::SageMaker::Model', Properties } } };
    over(killed, { ...models, create }).startDeployment({ stackName: 'S', template });
  });
  killed.close();
  const state = openState(directory);
  const restarted = over(state, models);
  expect(restarted.store.cutOff).toHaveLength(1);
  restarted.resume();
  await restarted.idle();
  expect(restarted.store.cutOff).toEqual([]);
  await expect(models.isThere({ ...model(''), ModelName: 'm' }, request)).resolves.toBe(true);
  state.close();
  rmSync(directory, { recursive: true });
});

test('what somebody else has deleted counts as deleted', async () => {
  const { services } = harness;
  await harness.deploy({
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q' } },
    Model: { Type: 'AWS::SageMaker::Model', Properties: { ...model('known:1'), ModelName: 'n' } },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: { ...lambda(''), FunctionName: 'f' },
    },
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'data' } },
    Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/g' } },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: { Name: 'rule', EventPattern: { source: ['s'] } },
    },
  });
  services.sqs.queues.delete('q');
  await services.sagemaker.call('DeleteModel', { ModelName: 'n' });
  await services.lambda.deleteFunction('f');
  await services.s3.deleteBucket('data');
  services.logs.deleteLogGroup('/g');
  services.events.rules.delete('rule');
  await harness.cloudFormation.deleteStack('S');
  expect(harness.cloudFormation.stacks).toEqual([]);
});
