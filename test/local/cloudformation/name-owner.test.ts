import { cloudFormationOfThings } from './thing-provider';

const named = (Name: string, rest: object = {}) => ({ Properties: { Name, ...rest } });

test('a name has one owner, in the same stack and in others', async () => {
  const { deploy, cloudFormation } = cloudFormationOfThings();
  await deploy({ A: named('a') });
  const taken = `a already exists in stack ${cloudFormation.stack('S').id}`;
  await expect(deploy({ A: named('a'), B: named('a') })).rejects.toThrow(taken);
  // A new logical id is a new resource, made before the old one goes.
  await expect(deploy({ Renamed: named('a') })).rejects.toThrow(taken);
  await expect(deploy({ A: named('a') }, {}, 'Second')).rejects.toThrow(taken);
  expect(cloudFormation.stack('Second').status).toBe('ROLLBACK_COMPLETE');
});

test('a generated name is a name, too', async () => {
  const { deploy } = cloudFormationOfThings();
  const { resources } = await deploy({ A: {} });
  const name = resources.get('A')?.state.physicalId ?? '';
  await expect(deploy({ B: named(name) }, {}, 'Second')).rejects.toThrow(`${name} already exists`);
});

test('two of one template cannot have one name either', async () => {
  const { deploy } = cloudFormationOfThings();
  await expect(deploy({ A: named('a'), B: named('a') })).rejects.toThrow('a already exists');
});

test('another type may have the name, and what went gives its name free', async () => {
  const { deploy } = cloudFormationOfThings();
  await deploy({ A: named('a'), B: { Type: 'Other', ...named('a') } });
  await deploy({});
  expect((await deploy({ C: named('a') })).status).toBe('UPDATE_COMPLETE');
});
