import {
  CloudFormationClient,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { cloudFormationApi } from '../../../local/cloudformation/cloudformation-api';
import { clientConfig } from '../../../local/gateway/client-config';
import { startGateway, type Gateway } from '../../../local/gateway/gateway';
import { cloudFormationOfThings } from './thing-provider';

const place = { region: 'us-east-1', accountId: '000000000000' };

describe('CloudFormation through the real client', () => {
  let gateway: Gateway;
  let client: CloudFormationClient;

  beforeAll(async () => {
    const { cloudFormation } = cloudFormationOfThings();
    const Resources = { Mine: { Type: 'Thing', Properties: { Name: 'thing-1' } } };
    const template = { Resources, Outputs: { Greeting: { Value: 'a < b & "c"' } } };
    await cloudFormation.deployStack({ stackName: 'Hello', template });
    gateway = await startGateway({ ...place, services: [cloudFormationApi(cloudFormation)] });
    client = new CloudFormationClient(clientConfig(gateway.endpoint, place.region));
  });
  afterAll(async () => {
    client.destroy();
    await gateway.close();
  });

  test('DescribeStacks gives status and outputs, by name and by ARN', async () => {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: 'Hello' }));
    expect(Stacks).toEqual([
      expect.objectContaining({
        StackName: 'Hello',
        StackStatus: 'CREATE_COMPLETE',
        Outputs: [{ OutputKey: 'Greeting', OutputValue: 'a < b & "c"' }],
      }),
    ]);
    const byArn = await client.send(new DescribeStacksCommand({ StackName: Stacks?.[0]?.StackId }));
    expect(byArn.Stacks).toEqual(Stacks);
    expect((await client.send(new DescribeStacksCommand({}))).Stacks).toEqual(Stacks);
  });

  test('ListStackResources gives the physical id of each resource', async () => {
    const { StackResourceSummaries } = await client.send(
      new ListStackResourcesCommand({ StackName: 'Hello' }),
    );
    expect(StackResourceSummaries).toEqual([
      {
        LogicalResourceId: 'Mine',
        PhysicalResourceId: 'thing-1',
        ResourceType: 'Thing',
        ResourceStatus: 'CREATE_COMPLETE',
        LastUpdatedTimestamp: expect.any(Date) as unknown,
      },
    ]);
  });

  test('an unknown stack is the ValidationError that clients look for', async () => {
    await expect(client.send(new DescribeStacksCommand({ StackName: 'Nope' }))).rejects.toThrow(
      expect.objectContaining({
        name: 'ValidationError',
        message: 'Stack with id Nope does not exist',
      }) as Error,
    );
  });

  test('an action that is not supported is refused by its name', async () => {
    await expect(client.send(new ListStacksCommand({}))).rejects.toThrow(
      "The embedded AWS does not support 'ListStacks'. Supported: DescribeStacks, ListStackResources.",
    );
  });
});
