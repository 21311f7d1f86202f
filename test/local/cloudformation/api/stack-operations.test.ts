import {
  ContinueUpdateRollbackCommand,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  ListExportsCommand,
  ListImportsCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  RollbackStackCommand,
  UpdateStackCommand,
  UpdateTerminationProtectionCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { type ApiOfThings, apiOfThings, templateOf } from './api-of-things';

const StackName = 'S';
const parameters = { Parameters: { P: { Type: 'String', Default: 'p' } } };

let api: ApiOfThings;
beforeEach(async () => {
  api = await apiOfThings();
});
afterEach(() => api.close());

const create = (TemplateBody: string, rest: object = {}) =>
  api.client.send(new CreateStackCommand({ StackName, TemplateBody, ...rest }));
const update = (TemplateBody: string, rest: object = {}) =>
  api.client.send(new UpdateStackCommand({ StackName, TemplateBody, ...rest }));
const events = async (NextToken?: string) =>
  api.client.send(new DescribeStackEventsCommand({ StackName, NextToken }));

describe('DescribeStacks', () => {
  test('gives status, parameters, tags, outputs and protection, by name and by ARN', async () => {
    const outputs = { O: { Value: 'a < b & "c"', Description: 'd', Export: { Name: 'E' } } };
    await create(templateOf({ A: {} }, { ...parameters, Description: 'what', Outputs: outputs }), {
      Parameters: [{ ParameterKey: 'P', ParameterValue: 'q' }],
      Tags: [{ Key: 'k', Value: 'v' }],
      Capabilities: ['CAPABILITY_IAM'],
      EnableTerminationProtection: true,
    });
    await api.settled(StackName);
    const { Stacks = [] } = await api.client.send(new DescribeStacksCommand({ StackName }));
    expect(Stacks).toEqual([
      expect.objectContaining({
        StackStatus: 'CREATE_COMPLETE',
        Description: 'what',
        Parameters: [{ ParameterKey: 'P', ParameterValue: 'q' }],
        Tags: [{ Key: 'k', Value: 'v' }],
        Capabilities: ['CAPABILITY_IAM'],
        EnableTerminationProtection: true,
        Outputs: [
          { OutputKey: 'O', OutputValue: 'a < b & "c"', Description: 'd', ExportName: 'E' },
        ],
      }),
    ]);
    const byArn = new DescribeStacksCommand({ StackName: Stacks[0]?.StackId });
    expect((await api.client.send(byArn)).Stacks).toEqual(Stacks);
  });

  test('a deleted stack is found by its ARN alone', async () => {
    const { StackId } = await create(templateOf({ A: {} }));
    await api.settled(StackName);
    await api.client.send(new DeleteStackCommand({ StackName }));
    await api.cloudFormation.idle();
    const { Stacks } = await api.client.send(new DescribeStacksCommand({ StackName: StackId }));
    expect(Stacks?.[0]).toMatchObject({ StackStatus: 'DELETE_COMPLETE' });
    await expect(api.client.send(new DescribeStacksCommand({ StackName }))).rejects.toThrow(
      'Stack with id S does not exist',
    );
    const StackStatusFilter = ['DELETE_COMPLETE' as const];
    const listed = await api.client.send(new ListStacksCommand({ StackStatusFilter }));
    expect(listed.StackSummaries?.map((one) => one.StackId)).toEqual([StackId]);
  });
});

describe('changes', () => {
  test('a second creation, and an update of nothing, are refused', async () => {
    await create(templateOf({ A: {} }));
    await api.settled(StackName);
    await expect(create(templateOf({ A: {} }))).rejects.toThrow('Stack [S] already exists');
    await expect(update(templateOf({ A: {} }))).rejects.toThrow('No updates are to be performed.');
  });

  test('a parameter keeps its value, a template too', async () => {
    const body = templateOf({ A: { Uses: { Ref: 'P' } } }, parameters);
    await create(body, { Parameters: [{ ParameterKey: 'P', ParameterValue: 'q' }] });
    await api.settled(StackName);
    const Parameters = [{ ParameterKey: 'P', UsePreviousValue: true }];
    const again = { StackName, UsePreviousTemplate: true, Parameters };
    await expect(api.client.send(new UpdateStackCommand(again))).rejects.toThrow('No updates');
    await api.client.send(new UpdateStackCommand({ StackName, UsePreviousTemplate: true }));
    const { resources } = await api.settled(StackName);
    expect(resources.get('A')?.properties).toEqual({ Uses: 'p' });
  });

  test('a stack whose export is in use stays, and says why', async () => {
    const exported = { Outputs: { O: { Value: 'v', Export: { Name: 'E' } } } };
    await create(templateOf({ A: {} }, exported));
    await api.settled(StackName);
    await api.deploy({ B: { Properties: { Uses: { 'Fn::ImportValue': 'E' } } } }, {}, 'User');
    await api.client.send(new DeleteStackCommand({ StackName }));
    await api.cloudFormation.idle();
    const { Stacks } = await api.client.send(new DescribeStacksCommand({ StackName }));
    const reason = 'Delete canceled. Cannot delete export E as it is in use by User.';
    expect(Stacks).toMatchObject([{ StackStatus: 'CREATE_COMPLETE', StackStatusReason: reason }]);
    const { StackEvents } = await events();
    expect(StackEvents?.[0]).toMatchObject({
      ResourceStatus: 'CREATE_COMPLETE',
      ResourceStatusReason: reason,
    });
    await api.cloudFormation.deleteStack('User');
    await api.client.send(new DeleteStackCommand({ StackName }));
    await api.cloudFormation.idle();
    expect(api.cloudFormation.stacks).toEqual([]);
  });

  test('a protected stack is not deleted', async () => {
    await create(templateOf({ A: {} }), { EnableTerminationProtection: true });
    await api.settled(StackName);
    const remove = new DeleteStackCommand({ StackName });
    await expect(api.client.send(remove)).rejects.toThrow('TerminationProtection is enabled');
    const EnableTerminationProtection = false;
    await api.client.send(
      new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection }),
    );
    await api.client.send(remove);
    await api.cloudFormation.idle();
    expect(api.cloudFormation.stacks).toEqual([]);
  });

  test('what cannot be deleted can be retained, once that has shown', async () => {
    await create(templateOf({ A: { Fault: 'delete' }, B: {} }));
    await api.settled(StackName);
    const retaining = new DeleteStackCommand({ StackName, RetainResources: ['A'] });
    await expect(api.client.send(retaining)).rejects.toThrow(
      'only when the stack is in the DELETE_FAILED',
    );
    await api.client.send(new DeleteStackCommand({ StackName }));
    expect((await api.settled(StackName)).statusReason).toBe(
      'The following resource(s) failed to delete: [A]. still in use',
    );
    await api.client.send(retaining);
    await api.cloudFormation.idle();
    expect(api.cloudFormation.stacks).toEqual([]);
  });

  test('a creation that is to leave nothing leaves nothing', async () => {
    await create(templateOf({ A: {}, B: { Fault: 'create' } }), { OnFailure: 'DELETE' });
    await api.cloudFormation.idle();
    expect(api.cloudFormation.stacks).toEqual([]);
    expect(api.cloudFormation.store.deleted).toHaveLength(1);
  });
});

describe('rollbacks', () => {
  test('without one, what was done stays until RollbackStack', async () => {
    await create(templateOf({ A: { Name: 'a' } }));
    await api.settled(StackName);
    const bad = templateOf({ A: { Name: 'a', Size: 2 }, B: {}, C: { Fault: 'create' } });
    await update(bad, { DisableRollback: true });
    const stack = await api.settled(StackName);
    expect([stack.status, [...stack.resources.keys()]]).toEqual(['UPDATE_FAILED', ['A', 'B']]);
    await api.client.send(new RollbackStackCommand({ StackName }));
    await api.settled(StackName);
    expect([stack.status, [...stack.resources.keys()], api.journal.slice(3)]).toEqual([
      'UPDATE_ROLLBACK_COMPLETE',
      ['A'],
      [expect.stringMatching(/^delete S-B/), 'update A to undefined'],
    ]);
  });

  test('one that failed goes on without what is skipped', async () => {
    await create(templateOf({ A: {} }));
    await api.settled(StackName);
    await update(templateOf({ A: {}, B: { Fault: 'delete' }, C: { Fault: 'create' } }));
    expect((await api.settled(StackName)).status).toBe('UPDATE_ROLLBACK_FAILED');
    const skip = (ResourcesToSkip: string[]) =>
      api.client.send(new ContinueUpdateRollbackCommand({ StackName, ResourcesToSkip }));
    await expect(skip(['A'])).rejects.toThrow('Resources [A] cannot be skipped');
    await skip(['B']);
    expect((await api.settled(StackName)).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    await expect(skip([])).rejects.toThrow('is in UPDATE_ROLLBACK_COMPLETE state');
  });
});

describe('what is told of a stack', () => {
  test('events, newest first, in pages, each with its reason', async () => {
    const things = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`T${i}`, {}]));
    await create(templateOf({ ...things, Z: { Fault: 'create' } }));
    await api.settled(StackName);
    const first = await events();
    expect(first.StackEvents).toHaveLength(100);
    expect(first.StackEvents?.[0]).toMatchObject({ ResourceStatus: 'ROLLBACK_COMPLETE' });
    const rest: unknown[] = [];
    for (let token = first.NextToken; token !== undefined;) {
      const page = await events(token);
      rest.push(...(page.StackEvents ?? []));
      token = page.NextToken;
    }
    expect(rest.at(-1)).toMatchObject({ ResourceStatus: 'CREATE_IN_PROGRESS' });
    const all = [...(first.StackEvents ?? []), ...rest];
    expect(all).toContainEqual(
      expect.objectContaining({
        LogicalResourceId: 'Z',
        ResourceStatus: 'CREATE_FAILED',
        ResourceStatusReason: 'no room',
      }),
    );
    await expect(
      api.client.send(new DescribeStackEventsCommand({ StackName: 'Nope' })),
    ).rejects.toThrow('Stack [Nope] does not exist');
  });

  test('resources with their last status; a replaced one is gone', async () => {
    await create(templateOf({ A: { Name: 'old' }, B: { Name: 'b' } }));
    await api.settled(StackName);
    await update(templateOf({ A: { Name: 'new' } }));
    await api.settled(StackName);
    const { StackResourceSummaries } = await api.client.send(
      new ListStackResourcesCommand({ StackName }),
    );
    const A = { LogicalResourceId: 'A', PhysicalResourceId: 'new' };
    expect(StackResourceSummaries).toEqual([
      expect.objectContaining({ ...A, ResourceStatus: 'CREATE_COMPLETE' }),
    ]);
    const byId = new DescribeStackResourcesCommand({ PhysicalResourceId: 'new' });
    expect((await api.client.send(byId)).StackResources).toEqual([expect.objectContaining(A)]);
    const one = new DescribeStackResourceCommand({ StackName, LogicalResourceId: 'A' });
    expect((await api.client.send(one)).StackResourceDetail).toMatchObject(A);
    await expect(
      api.client.send(new DescribeStackResourceCommand({ StackName, LogicalResourceId: 'B' })),
    ).rejects.toThrow('Resource B does not exist for stack S');
  });

  test('the template as it was submitted, and what it asks for', async () => {
    const body = templateOf({ A: {} }, parameters);
    await create(body);
    await api.settled(StackName);
    const got = await api.client.send(new GetTemplateCommand({ StackName }));
    expect(got).toMatchObject({ TemplateBody: body, StagesAvailable: ['Original', 'Processed'] });
    const summary = await api.client.send(new GetTemplateSummaryCommand({ StackName }));
    expect(summary).toMatchObject({
      ResourceTypes: ['Thing'],
      Parameters: [{ ParameterKey: 'P', DefaultValue: 'p', ParameterType: 'String' }],
    });
    const role = JSON.stringify({ Resources: { R: { Type: 'AWS::IAM::Role' } } });
    const valid = await api.client.send(new ValidateTemplateCommand({ TemplateBody: role }));
    expect(valid.Capabilities).toEqual(['CAPABILITY_IAM']);
  });

  test('exports, and who imports them', async () => {
    await api.deploy({}, { Outputs: { O: { Value: 'v', Export: { Name: 'E' } } } }, 'Owner');
    const imports = () => api.client.send(new ListImportsCommand({ ExportName: 'E' }));
    await expect(imports()).rejects.toThrow("Export 'E' is not imported by any stack.");
    await api.deploy({ A: { Properties: { Uses: { 'Fn::ImportValue': 'E' } } } }, {}, 'User');
    expect((await imports()).Imports).toEqual(['User']);
    const { Exports } = await api.client.send(new ListExportsCommand({}));
    expect(Exports).toEqual([expect.objectContaining({ Name: 'E', Value: 'v' })]);
  });
});
