import {
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  ListChangeSetsCommand,
  ListStacksCommand,
  RollbackStackCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openState } from '../../../../local/state/disk-state';
import { type State } from '../../../../local/state/state';
import { type ApiOfThings, apiOfThings, templateOf } from './api-of-things';

let directory: string;
let state: State;
let api: ApiOfThings;
let release: () => void;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'stacks-'));
  await start();
});
afterEach(async () => {
  release();
  await api.close();
  await rm(directory, { recursive: true });
});

async function start(): Promise<void> {
  state = openState(directory);
  const hold = new Promise<void>((resolve) => (release = resolve));
  api = await apiOfThings({}, { state, hold });
}

/** As a kill: what the old one does from now on is not written. */
async function restart(): Promise<void> {
  state.close();
  release();
  await api.close();
  await start();
}

const StackName = 'S';
const reference = { StackName, ChangeSetName: 'c' };
const small = templateOf({ A: { Name: 'a' } });

async function review(TemplateBody: string, ChangeSetType: 'CREATE' | 'UPDATE'): Promise<string> {
  const { StackId = '' } = await api.client.send(
    new CreateChangeSetCommand({
      ...reference,
      TemplateBody,
      ChangeSetType,
      Description: 'what for',
      OnStackFailure: 'ROLLBACK',
      Tags: [{ Key: 'k', Value: 'v' }],
    }),
  );
  return StackId;
}

async function changeSet() {
  const { $metadata: _, ...shown } = await api.client.send(new DescribeChangeSetCommand(reference));
  return shown;
}
const execute = () => api.client.send(new ExecuteChangeSetCommand(reference));
const stackOf = async (name: string) => {
  const { Stacks } = await api.client.send(new DescribeStacksCommand({ StackName: name }));
  return Stacks?.[0];
};

describe('a change set that was not executed', () => {
  test('of a new stack is shown as before, and can be executed', async () => {
    const id = await review(small, 'CREATE');
    const [before, stack] = [await changeSet(), await stackOf(StackName)];
    expect(stack).toMatchObject({ StackStatus: 'REVIEW_IN_PROGRESS', StackId: id });
    await restart();
    expect(await changeSet()).toEqual(before);
    expect(await stackOf(StackName)).toEqual(stack);
    await execute();
    expect(await api.settled(StackName)).toMatchObject({ id, status: 'CREATE_COMPLETE' });
    expect(api.journal).toEqual(['create A']);
  });

  test('of a stack that is there, likewise', async () => {
    await api.deploy({ A: { Properties: { Name: 'a' } }, B: {} });
    await review(templateOf({ A: { Name: 'b' }, C: {} }), 'UPDATE');
    const before = await changeSet();
    expect(before.Changes).toHaveLength(3);
    await restart();
    expect(await changeSet()).toEqual(before);
    await execute();
    expect((await api.settled(StackName)).status).toBe('UPDATE_COMPLETE');
  });

  test('can be deleted, and stays so', async () => {
    await review(small, 'CREATE');
    await restart();
    await api.client.send(new DeleteChangeSetCommand(reference));
    await restart();
    const { Summaries } = await api.client.send(new ListChangeSetsCommand({ StackName }));
    expect(Summaries ?? []).toEqual([]);
  });

  test('of a stack that was changed by other means stays obsolete', async () => {
    await api.deploy({ A: {} });
    await review(small, 'UPDATE');
    const TemplateBody = templateOf({ A: { Size: 2 } });
    await api.client.send(new UpdateStackCommand({ StackName, TemplateBody }));
    await api.settled(StackName);
    await restart();
    expect((await changeSet()).ExecutionStatus).toBe('OBSOLETE');
  });
});

test('a change set that a kill has cut off has failed, and its stack can be deployed again', async () => {
  await review(templateOf({ A: { Name: 'a' }, B: { Kind: 'slow', Uses: { Ref: 'A' } } }), 'CREATE');
  await execute();
  await restart();
  expect((await changeSet()).ExecutionStatus).toBe('EXECUTE_FAILED');
  expect((await stackOf(StackName))?.StackStatus).toBe('CREATE_FAILED');
  await api.client.send(new UpdateStackCommand({ StackName, TemplateBody: small }));
  expect((await api.settled(StackName)).status).toBe('UPDATE_COMPLETE');
});

test('a creation that a kill has cut off can be rolled back, as the CDK does before it deploys', async () => {
  const TemplateBody = templateOf({ A: { Name: 'a' }, B: { Kind: 'slow', Uses: { Ref: 'A' } } });
  await api.client.send(new CreateStackCommand({ StackName, TemplateBody }));
  await restart();
  await api.client.send(new RollbackStackCommand({ StackName }));
  expect(await api.settled(StackName)).toMatchObject({ status: 'ROLLBACK_COMPLETE' });
  expect(api.journal).toEqual(['delete a']);
});

test('while one is executed, nobody else deploys the stack', async () => {
  await api.deploy({ A: { Properties: { Name: 'a' } } });
  await review(templateOf({ A: { Name: 'a' }, B: { Kind: 'slow' } }), 'UPDATE');
  const second = { ...reference, ChangeSetName: 'second' };
  const { client } = api;
  const TemplateBody = templateOf({ A: { Name: 'a', Size: 2 } });
  await client.send(new CreateChangeSetCommand({ ...second, TemplateBody }));
  await execute();
  const inProgress = 'is in UPDATE_IN_PROGRESS state and can not be updated.';
  const again = new CreateChangeSetCommand({ ...second, ChangeSetName: 'third', TemplateBody });
  await expect(client.send(again)).rejects.toThrow(inProgress);
  const update = new UpdateStackCommand({ StackName, TemplateBody });
  await expect(client.send(update)).rejects.toThrow(inProgress);
  // It no longer fits what the stack is about to be.
  await expect(client.send(new ExecuteChangeSetCommand(second))).rejects.toThrow(
    'ChangeSet [second] does not exist',
  );
  // The CDK's second `deploy` begins with this.
  await expect(client.send(new DeleteChangeSetCommand(reference))).rejects.toThrow(
    'An operation on this ChangeSet is currently in progress.',
  );
  await expect(client.send(new DeleteStackCommand({ StackName }))).rejects.toThrow(
    'cannot be deleted while in status UPDATE_IN_PROGRESS',
  );
  release();
  expect((await api.settled(StackName)).status).toBe('UPDATE_COMPLETE');
});

test('an executed one is shown as such', async () => {
  await review(small, 'CREATE');
  await execute();
  await api.settled(StackName);
  await restart();
  expect((await changeSet()).ExecutionStatus).toBe('EXECUTE_COMPLETE');
});

describe('a deleted stack', () => {
  async function deleted(): Promise<string> {
    const { StackId = '' } = await api.client.send(
      new CreateStackCommand({ StackName, TemplateBody: small }),
    );
    await api.settled(StackName);
    await api.client.send(new DeleteStackCommand({ StackName }));
    await api.cloudFormation.idle();
    return StackId;
  }

  test('is listed, and described by its ARN, as before', async () => {
    const id = await deleted();
    const before = await stackOf(id);
    expect(before).toMatchObject({ StackId: id, StackStatus: 'DELETE_COMPLETE' });
    await restart();
    expect(await stackOf(id)).toEqual(before);
    const { StackSummaries = [] } = await api.client.send(new ListStacksCommand({}));
    expect(StackSummaries).toMatchObject([{ StackId: id, StackStatus: 'DELETE_COMPLETE' }]);
    const { TemplateBody } = await api.client.send(new GetTemplateCommand({ StackName: id }));
    expect(TemplateBody).toBe(small);
    const { StackEvents } = await api.client.send(
      new DescribeStackEventsCommand({ StackName: id }),
    );
    expect(StackEvents?.[0]?.ResourceStatus).toBe('DELETE_COMPLETE');
  });

  test('is not found by its name, which another one may have', async () => {
    const id = await deleted();
    await restart();
    await expect(stackOf(StackName)).rejects.toThrow('does not exist');
    const again = await deleted();
    await restart();
    const { StackSummaries = [] } = await api.client.send(new ListStacksCommand({}));
    expect(StackSummaries.map(({ StackId }) => StackId)).toEqual([id, again]);
  });

  test('takes its change sets with it', async () => {
    await review(small, 'CREATE');
    // Not by the API, which forgets them at once: as if a kill came in between.
    await api.cloudFormation.deleteStack(StackName);
    await restart();
    expect(api.changeSets.all).toEqual([]);
  });
});
