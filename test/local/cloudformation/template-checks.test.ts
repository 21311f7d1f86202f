import { cloudFormationOfThings } from './thing-provider';

test('a logical id keeps its type', async () => {
  const { deploy, journal, cloudFormation } = cloudFormationOfThings();
  await deploy({ A: {}, B: {} });
  await expect(deploy({ A: { Type: 'Other' }, B: {} })).rejects.toThrow(
    'Update of resource type is not permitted. The new template modifies resource type of the following resources: [A]',
  );
  expect(journal).toEqual(['create A', 'create B']);
  expect(cloudFormation.stack('S').status).toBe('CREATE_COMPLETE');
});
