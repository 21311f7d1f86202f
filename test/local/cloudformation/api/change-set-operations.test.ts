import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  ExecuteChangeSetCommand,
  ListChangeSetsCommand,
} from '@aws-sdk/client-cloudformation';
import { type ApiOfThings, apiOfThings, templateOf } from './api-of-things';

let api: ApiOfThings;
beforeEach(async () => {
  api = await apiOfThings({
    'bucket/a/template.json': templateOf({ A: { Name: 'from-s3' } }),
  });
});
afterEach(() => api.close());

const reference = { StackName: 'S', ChangeSetName: 'c' };
const create = (TemplateBody: string, ChangeSetType: 'CREATE' | 'UPDATE' = 'UPDATE') =>
  api.client.send(new CreateChangeSetCommand({ ...reference, TemplateBody, ChangeSetType }));
const describeIt = () => api.client.send(new DescribeChangeSetCommand(reference));
const execute = () => api.client.send(new ExecuteChangeSetCommand(reference));

test('a creation is reviewed, then executed', async () => {
  const { StackId } = await create(templateOf({ A: { Name: 'a' } }), 'CREATE');
  expect(api.cloudFormation.stack('S').status).toBe('REVIEW_IN_PROGRESS');
  expect(await describeIt()).toMatchObject({
    StackId,
    Status: 'CREATE_COMPLETE',
    ExecutionStatus: 'AVAILABLE',
    Changes: [{ ResourceChange: { Action: 'Add', LogicalResourceId: 'A', ResourceType: 'Thing' } }],
  });
  await execute();
  const { id, status } = await api.settled('S');
  expect([id, status, api.journal]).toEqual([StackId, 'CREATE_COMPLETE', ['create A']]);
  expect((await describeIt()).ExecutionStatus).toBe('EXECUTE_COMPLETE');
});

test('a stack that was only reviewed can be deleted', async () => {
  const { StackId = '' } = await create(templateOf({ A: {} }), 'CREATE');
  await api.client.send(new DeleteStackCommand({ StackName: 'S' }));
  expect((await api.settled(StackId)).status).toBe('DELETE_COMPLETE');
  expect(api.changeSets.all).toEqual([]);
});

test('an update names what is added, updated, replaced and removed', async () => {
  await api.deploy({
    Same: { Properties: { Size: 1 } },
    Grown: { Properties: { Size: 1 } },
    Other: { Properties: { Kind: 'old' } },
    Gone: {},
    User: { Properties: { Uses: { 'Fn::GetAtt': ['Other', 'Arn'] } } },
  });
  await create(
    templateOf({
      Same: { Size: 1 },
      Grown: { Size: 2 },
      Other: { Kind: 'new' },
      Added: {},
      User: { Uses: { 'Fn::GetAtt': ['Other', 'Arn'] } },
    }),
  );
  const { Changes = [] } = await describeIt();
  const told = Changes.map(({ ResourceChange: change }) => [
    change?.LogicalResourceId,
    change?.Action,
    change?.Replacement,
    change?.Details?.map(({ Target }) => `${Target?.Name} ${Target?.RequiresRecreation}`).join(),
  ]);
  expect(told).toEqual([
    ['Grown', 'Modify', 'False', 'Size Never'],
    ['Other', 'Modify', 'True', 'Kind Always'],
    ['Added', 'Add', undefined, ''],
    ['User', 'Modify', 'False', 'Uses Never'],
    ['Gone', 'Remove', undefined, ''],
  ]);
});

test('one without changes has failed, in the words that the CDK knows', async () => {
  await api.deploy({ A: {} }, { Outputs: { O: { Value: '1' } } });
  await create(templateOf({ A: {} }, { Outputs: { O: { Value: '1' } } }));
  expect(await describeIt()).toMatchObject({
    Status: 'FAILED',
    ExecutionStatus: 'UNAVAILABLE',
    StatusReason: expect.stringMatching(
      /^The submitted information didn't contain changes\./,
    ) as string,
  });
  await expect(execute()).rejects.toThrow(
    expect.objectContaining({ name: 'InvalidChangeSetStatusException' }) as Error,
  );
});

test('another output is a change', async () => {
  await api.deploy({ A: {} }, { Outputs: { O: { Value: '1' } } });
  await create(templateOf({ A: {} }, { Outputs: { O: { Value: '2' } } }));
  expect((await describeIt()).Status).toBe('CREATE_COMPLETE');
});

test('changes come in pages', async () => {
  const things = Object.fromEntries(Array.from({ length: 130 }, (_, i) => [`T${i}`, {}]));
  await create(templateOf(things), 'CREATE');
  const first = await describeIt();
  const second = await api.client.send(
    new DescribeChangeSetCommand({ ...reference, NextToken: first.NextToken }),
  );
  const counts = [first, second].map(({ Changes = [] }) => Changes.length);
  expect([counts, second.NextToken]).toEqual([[100, 30], undefined]);
});

test('a template in S3 is read, by both kinds of URL', async () => {
  for (const TemplateURL of [
    'https://s3.us-east-1.amazonaws.com/bucket/a/template.json',
    'https://bucket.s3.us-east-1.amazonaws.com/a/template.json',
  ]) {
    const made = await api.client.send(
      new CreateChangeSetCommand({ ...reference, TemplateURL, ChangeSetType: 'CREATE' }),
    );
    expect((await describeIt()).Changes).toHaveLength(1);
    await api.client.send(new DeleteChangeSetCommand({ ChangeSetName: made.Id }));
  }
});

test('deleted ones are gone, and a second deletion does not matter', async () => {
  await create(templateOf({ A: {} }), 'CREATE');
  const { Summaries } = await api.client.send(new ListChangeSetsCommand({ StackName: 'S' }));
  expect(Summaries?.map(({ ChangeSetName }) => ChangeSetName)).toEqual(['c']);
  await api.client.send(new DeleteChangeSetCommand(reference));
  await api.client.send(new DeleteChangeSetCommand(reference));
  await expect(describeIt()).rejects.toThrow(
    expect.objectContaining({ name: 'ChangeSetNotFoundException' }) as Error,
  );
});

test('what cannot be is refused', async () => {
  await expect(create(templateOf({ A: {} }))).rejects.toThrow('Stack [S] does not exist');
  await api.deploy({ A: {} });
  await expect(create(templateOf({ A: {} }), 'CREATE')).rejects.toThrow(
    'Stack [S] already exists and cannot be created again with the changeSet [c].',
  );
  await expect(create('Resources:\n')).rejects.toThrow('reads templates in JSON only');
  const foreign = JSON.stringify({ Resources: { V: { Type: 'AWS::EC2::VPC' } } });
  await expect(create(foreign)).rejects.toThrow('[AWS::EC2::VPC]');
  const role = JSON.stringify({ Resources: { R: { Type: 'AWS::IAM::Role' } } });
  await expect(create(role)).rejects.toThrow('Requires capabilities : [CAPABILITY_IAM]');
});
