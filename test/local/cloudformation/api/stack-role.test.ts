import {
  ContinueUpdateRollbackCommand,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  RollbackStackCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { type ApiOfThings, apiOfThings, templateOf } from './api-of-things';

let api: ApiOfThings;
beforeEach(async () => {
  api = await apiOfThings();
});
afterEach(() => api.close());

const StackName = 'S';
const TemplateBody = templateOf({ A: { Name: 'a' } });
const roleArn = (name: string) => `arn:aws:iam::000000000000:role/${name}`;

test('the role that the CDK names is shown with the stack', async () => {
  const RoleARN = roleArn('cdk-hnb659fds-cfn-exec-role-000000000000-us-east-1');
  await api.client.send(new CreateStackCommand({ StackName, TemplateBody, RoleARN }));
  await api.settled(StackName);
  const { Stacks } = await api.client.send(new DescribeStacksCommand({ StackName }));
  expect(Stacks).toMatchObject([{ StackStatus: 'CREATE_COMPLETE', RoleARN }]);
});

test.each([
  ['deployer'],
  ['cdk-hnb659fds-deploy-role-000000000000-us-east-1'],
  ['cdk-hnb659fds-cfn-exec-role-111111111111-us-east-1'],
])('%s is refused by its name, by every operation that takes a role', async (name) => {
  await api.deploy({ A: { Properties: { Name: 'a' } } });
  const RoleARN = roleArn(name);
  const wanted = { StackName, RoleARN };
  const template = { ...wanted, TemplateBody };
  const refusal = `Role ${RoleARN} is invalid or cannot be assumed`;
  const { client } = api;
  const refused = async (answer: Promise<unknown>): Promise<void> =>
    expect(answer).rejects.toThrow(refusal);
  await refused(client.send(new CreateStackCommand({ ...template, StackName: 'T' })));
  await refused(client.send(new CreateChangeSetCommand({ ...template, ChangeSetName: 'c' })));
  await refused(client.send(new UpdateStackCommand(template)));
  await refused(client.send(new DeleteStackCommand(wanted)));
  await refused(client.send(new RollbackStackCommand(wanted)));
  await refused(client.send(new ContinueUpdateRollbackCommand(wanted)));
  expect(api.journal).toEqual(['create A']);
});
