import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

const KeyPolicy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }],
};

test("a key's Ref is its id, which its ARN ends in", async () => {
  const { state } = await harness.deployOne('AWS::KMS::Key', { KeyPolicy });
  expect(state.physicalId).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
  expect(state.attributes).toEqual({
    Arn: `arn:aws:kms:us-east-1:000000000000:key/${state.physicalId}`,
    KeyId: state.physicalId,
  });
});

test('a key has its policy for as long as it is there', async () => {
  const { state } = await harness.deployOne('AWS::KMS::Key', { KeyPolicy });
  const arn = String(state.attributes.Arn);
  const { resourcePolicies, keys } = harness.services;
  expect(resourcePolicies.of(arn)?.document).toEqual(KeyPolicy);
  const changed = { ...KeyPolicy, Id: 'changed' };
  await harness.deployOne('AWS::KMS::Key', { KeyPolicy: changed });
  expect(resourcePolicies.of(arn)?.document).toEqual(changed);
  await harness.cloudFormation.deleteStack('S');
  expect(resourcePolicies.of(arn)).toBeUndefined();
  expect(keys.find(arn)).toBeUndefined();
});

test("a key without a policy leaves the decision to the account's policies", async () => {
  const { state } = await harness.deployOne('AWS::KMS::Key');
  const policy = harness.services.resourcePolicies.of(String(state.attributes.Arn));
  expect(policy?.document).toMatchObject({
    Statement: [{ Principal: { AWS: 'arn:aws:iam::000000000000:root' }, Action: 'kms:*' }],
  });
});

test('a key is found by all of its names', async () => {
  const stack = await harness.deploy({
    K: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy } },
    A: {
      Type: 'AWS::KMS::Alias',
      Properties: { AliasName: 'alias/data', TargetKeyId: { 'Fn::GetAtt': ['K', 'Arn'] } },
    },
  });
  const id = stack.resources.get('K')?.state.physicalId ?? '';
  const place = 'arn:aws:kms:us-east-1:000000000000:';
  for (const name of [id, `${place}key/${id}`, 'alias/data', `${place}alias/data`]) {
    expect(harness.services.keys.find(name)?.keyId).toBe(id);
  }
  expect(harness.services.keys.find('alias/other')).toBeUndefined();
  await harness.deploy({ K: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy } } });
  expect(harness.services.keys.find('alias/data')).toBeUndefined();
});

test('an alias of a key that does not exist is refused', async () => {
  const properties = { AliasName: 'alias/data', TargetKeyId: '1' };
  await expect(harness.deployOne('AWS::KMS::Alias', properties)).rejects.toThrow(
    "Key '1' does not exist",
  );
});

test('a key of another kind is refused', async () => {
  await expect(harness.deployOne('AWS::KMS::Key', { KeySpec: 'RSA_2048' })).rejects.toThrow(
    'KeySpec',
  );
});

test('a key with a policy that names nobody is refused', async () => {
  const Statement = [{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }];
  const nobody = { KeyPolicy: { Version: '2012-10-17', Statement } };
  await expect(harness.deployOne('AWS::KMS::Key', nobody)).rejects.toThrow(
    'KeyPolicy: Statement 1 needs either Principal or NotPrincipal',
  );
});
