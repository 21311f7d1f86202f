import { type StackStatus } from '../../../local/cloudformation/stack';
import { refuseDeletionIn, refuseUpdateIn } from '../../../local/cloudformation/stack-states';
import { cloudFormationOfThings } from './thing-provider';

const bad = { A: { Properties: { Fault: 'create' } } };

test('a stack that never came to be can only be deleted', async () => {
  const { deploy, cloudFormation } = cloudFormationOfThings();
  await expect(deploy(bad)).rejects.toThrow('no room');
  const { id } = cloudFormation.stack('S');
  await expect(deploy({ A: {} })).rejects.toThrow(
    `Stack:${id} is in ROLLBACK_COMPLETE state and can not be updated.`,
  );
  await cloudFormation.deleteStack('S');
  expect((await deploy({ A: {} })).status).toBe('CREATE_COMPLETE');
});

test('a stack that was rolled back to what it had can be updated', async () => {
  const { deploy } = cloudFormationOfThings();
  await deploy({});
  await expect(deploy(bad)).rejects.toThrow('no room');
  expect((await deploy({ A: {} })).status).toBe('UPDATE_COMPLETE');
});

test('two deployments of a stack do not run at a time', async () => {
  const { deploy, cloudFormation } = cloudFormationOfThings();
  const first = deploy({ A: {} });
  await expect(deploy({ A: {} })).rejects.toThrow('CREATE_IN_PROGRESS state');
  await expect(cloudFormation.deleteStack('S')).rejects.toThrow(
    'Stack [S] cannot be deleted while in status CREATE_IN_PROGRESS',
  );
  expect((await first).status).toBe('CREATE_COMPLETE');
});

test('what is left of a deletion that failed can be deleted, not updated', async () => {
  const { deploy, cloudFormation } = cloudFormationOfThings();
  const stack = await deploy({ A: { Properties: { Fault: 'delete' } } });
  await expect(cloudFormation.deleteStack('S')).rejects.toThrow('still in use');
  expect(() => {
    refuseUpdateIn(stack);
  }).toThrow('DELETE_FAILED state');
  expect(() => {
    refuseDeletionIn(stack);
  }).not.toThrow();
});

test.each<[StackStatus, boolean, boolean]>([
  ['UPDATE_COMPLETE', true, true],
  ['UPDATE_IN_PROGRESS', false, false],
  ['UPDATE_ROLLBACK_IN_PROGRESS', false, false],
  ['UPDATE_ROLLBACK_FAILED', false, true],
  ['ROLLBACK_FAILED', false, true],
])('%s: can be updated %s, deleted %s', async (status, updatable, deletable) => {
  const { deploy } = cloudFormationOfThings();
  const stack = { ...(await deploy({})), status };
  const allows = (check: (of: typeof stack) => void): boolean => {
    try {
      check(stack);
      return true;
    } catch {
      return false;
    }
  };
  expect([allows(refuseUpdateIn), allows(refuseDeletionIn)]).toEqual([updatable, deletable]);
});
