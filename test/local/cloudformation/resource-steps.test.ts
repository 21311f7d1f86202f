import { cloudFormationOfThings } from './thing-provider';

const named = (Name: string, Kind: string) => ({ Properties: { Name, Kind } });

test('a resource with a name of its own is not replaced under the same name', async () => {
  const { deploy, journal, cloudFormation } = cloudFormationOfThings();
  await deploy({ A: named('mine', 'old') });
  await expect(deploy({ A: named('mine', 'new') })).rejects.toThrow(
    'CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename mine and update the stack again.',
  );
  const stack = cloudFormation.stack('S');
  expect([journal, stack.status]).toEqual([['create A'], 'UPDATE_ROLLBACK_COMPLETE']);
  expect(stack.events).toContainEqual(
    expect.objectContaining({ logicalId: 'A', physicalId: 'mine', status: 'UPDATE_FAILED' }),
  );
  await deploy({ A: named('renamed', 'new') });
  expect(journal).toEqual(['create A', 'create A', 'delete mine']);
});

test('one with a generated name is, under a new name', async () => {
  const { deploy } = cloudFormationOfThings();
  const idOf = async (Kind: string): Promise<string | undefined> =>
    (await deploy({ A: { Properties: { Kind } } })).resources.get('A')?.state.physicalId;
  expect(await idOf('old')).not.toBe(await idOf('new'));
});

test('a replacement that was taken back and retained is not in the way of the next one', async () => {
  const there = new Set<string>();
  const { deploy } = cloudFormationOfThings({ there });
  const retained = (Kind: string) => ({ DeletionPolicy: 'Retain', Properties: { Kind } });
  const failing = { Properties: { Fault: 'create', Uses: { Ref: 'A' } } };
  await deploy({ A: retained('old') });
  for (const attempt of ['first', 'second']) {
    await expect(deploy({ A: retained(attempt), B: failing })).rejects.toThrow('no room');
  }
  // The old one and both attempts.
  const taken = [...there];
  expect(taken).toHaveLength(3);
  const { resources } = await deploy({ A: retained('new') });
  expect(taken).not.toContain(resources.get('A')?.state.physicalId);
});
