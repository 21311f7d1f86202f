import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ListStacksCommand,
  type Stack,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { until } from '../../support/until';
import { KillableUp } from './support/killable-up';

let up: KillableUp;
/** As the test before has left it. */
let aws: Aws;
beforeAll(async () => {
  up = await KillableUp.make();
});
afterAll(() => up.remove());

async function start(port: string) {
  const { config, ...started } = await up.start(port);
  return {
    ...started,
    cloudFormation: new CloudFormationClient(config),
    sagemaker: new SageMakerClient(config),
    sqs: new SQSClient(config),
  };
}
type Aws = Awaited<ReturnType<typeof start>>;

async function killed({ port }: Aws): Promise<Aws> {
  await up.kill();
  return start(port);
}

const StackName = 'Serving';
const Capabilities = ['CAPABILITY_IAM' as const];
const Statement = {
  Effect: 'Allow',
  Principal: { Service: 'sagemaker.amazonaws.com' },
  Action: 'sts:AssumeRole',
};
/** Longer than any test: the deployment waits for the endpoint until the kill. */
const NEVER_HEALTHY = JSON.stringify({ loadMilliseconds: 600_000 });

/** A queue, and endpoints of these names, which are in service at once or never. */
function template(endpoints: Readonly<Record<string, 'at once' | 'never'>>): string {
  const resources = Object.entries(endpoints).map(([name, healthy]) => {
    const Environment = healthy === 'never' ? { ECHO_FAULTS: NEVER_HEALTHY } : {};
    const variant = { VariantName: 'A', InitialInstanceCount: 1, InstanceType: 'ml.m5.large' };
    const ModelName = { 'Fn::GetAtt': [`${name}Model`, 'ModelName'] };
    const EndpointConfigName = { 'Fn::GetAtt': [`${name}Config`, 'EndpointConfigName'] };
    return {
      [`${name}Model`]: {
        Type: 'AWS::SageMaker::Model',
        Properties: {
          ExecutionRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
          PrimaryContainer: { Image: 'embedded/echo:1', Environment },
        },
      },
      [`${name}Config`]: {
        Type: 'AWS::SageMaker::EndpointConfig',
        Properties: { ProductionVariants: [{ ...variant, ModelName }] },
      },
      [name]: {
        Type: 'AWS::SageMaker::Endpoint',
        Properties: { EndpointName: name.toLowerCase(), EndpointConfigName },
        DependsOn: 'Queue',
      },
    };
  });
  const AssumeRolePolicyDocument = { Version: '2012-10-17', Statement };
  return JSON.stringify({
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument } },
      Queue: { Type: 'AWS::SQS::Queue' },
      ...(Object.assign({}, ...resources) as object),
    },
  });
}

function stackIn(aws: Aws, status: string): Promise<Stack> {
  return until(async () => {
    const { Stacks } = await aws.cloudFormation.send(new DescribeStacksCommand({ StackName }));
    return Stacks?.find(({ StackStatus }) => StackStatus === status);
  });
}

/** Until the deployment waits for the endpoint. */
async function waitsFor(aws: Aws, name: string): Promise<void> {
  await until(async () => {
    const { Endpoints = [] } = await aws.sagemaker.send(new ListEndpointsCommand({}));
    return Endpoints.some(({ EndpointName }) => EndpointName === name) || undefined;
  });
}

async function endpoints({ sagemaker }: Aws) {
  const { Endpoints = [] } = await sagemaker.send(new ListEndpointsCommand({}));
  return Object.fromEntries(
    Endpoints.map(({ EndpointName, EndpointStatus }) => [String(EndpointName), EndpointStatus]),
  );
}

async function queueId({ cloudFormation }: Aws): Promise<string | undefined> {
  const { StackResources } = await cloudFormation.send(
    new DescribeStackResourcesCommand({ StackName, LogicalResourceId: 'Queue' }),
  );
  return StackResources?.[0]?.PhysicalResourceId;
}

test('a kill during a creation: the stack has failed, and the next deployment goes on from there', async () => {
  const before = await start('0');
  const TemplateBody = template({ One: 'never' });
  await before.cloudFormation.send(
    new CreateStackCommand({ StackName, TemplateBody, Capabilities }),
  );
  await waitsFor(before, 'one');
  const queue = await queueId(before);

  const after = await killed(before);
  const stack = await stackIn(after, 'CREATE_FAILED');
  expect(stack.StackStatusReason).toBe(
    'The process of the embedded AWS ended during the operation.',
  );
  const { StackEvents } = await after.cloudFormation.send(
    new DescribeStackEventsCommand({ StackName }),
  );
  const told = StackEvents?.map(({ LogicalResourceId, ResourceStatus }) => [
    LogicalResourceId,
    ResourceStatus,
  ]);
  expect(told?.slice(0, 3)).toEqual([
    [StackName, 'CREATE_FAILED'],
    ['One', 'CREATE_FAILED'],
    ['OneConfig', 'CREATE_COMPLETE'],
  ]);
  // The endpoint was no resource of the stack yet: it must not wait for its containers again.
  await until(async () => (await endpoints(after)).one === undefined || undefined);

  await after.cloudFormation.send(
    new UpdateStackCommand({ StackName, TemplateBody: template({ One: 'at once' }), Capabilities }),
  );
  await stackIn(after, 'UPDATE_COMPLETE');
  expect(await queueId(after)).toBe(queue);
  expect(await endpoints(after)).toEqual({ one: 'InService' });
  aws = after;
});

test('a kill during an update: what was there serves on, and the stack can be deleted with all it has', async () => {
  const before = aws;
  const TemplateBody = template({ One: 'at once', Two: 'never' });
  await before.cloudFormation.send(
    new UpdateStackCommand({ StackName, TemplateBody, Capabilities }),
  );
  await waitsFor(before, 'two');

  const after = await killed(before);
  await stackIn(after, 'UPDATE_FAILED');
  await until(async () => {
    const { one, two } = await endpoints(after);
    return (one === 'InService' && two === undefined) || undefined;
  });

  await after.cloudFormation.send(new DeleteStackCommand({ StackName }));
  await until(async () => {
    const { StackSummaries = [] } = await after.cloudFormation.send(new ListStacksCommand({}));
    return (
      StackSummaries.every(({ StackStatus }) => StackStatus === 'DELETE_COMPLETE') || undefined
    );
  });
  expect(await endpoints(after)).toEqual({});
  const { Models } = await after.sagemaker.send(new ListModelsCommand({}));
  const { EndpointConfigs } = await after.sagemaker.send(new ListEndpointConfigsCommand({}));
  const { QueueUrls = [] } = await after.sqs.send(new ListQueuesCommand({}));
  expect([Models, EndpointConfigs, QueueUrls]).toEqual([[], [], []]);
});
