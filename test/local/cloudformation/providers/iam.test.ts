import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

const document = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});
const trust = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'lambda.amazonaws.com' },
    },
  ],
};
const role = (Policies: object[], rest: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: 'reader',
    AssumeRolePolicyDocument: trust,
    Policies,
    ...rest,
  },
});
const inline = () =>
  Object.fromEntries(harness.services.identities.role('reader')?.inlinePolicies ?? []);

test('a role has its ARN, trust policy and inline policies', async () => {
  const stack = await harness.deploy({
    R: role([{ PolicyName: 'own', PolicyDocument: document('s3:GetObject') }]),
  });
  const arn = 'arn:aws:iam::000000000000:role/reader';
  expect(stack.resources.get('R')?.state).toMatchObject({
    physicalId: 'reader',
    attributes: { Arn: arn, RoleId: expect.stringMatching(/^AROA[0-9A-F]{17}$/) as string },
  });
  expect(harness.services.identities.role('reader')).toMatchObject({
    arn,
    trustPolicy: trust,
  });
  expect(inline()).toEqual({ own: document('s3:GetObject') });
});

test('an update drops its own old policies, not those of others', async () => {
  const other = {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'other',
      PolicyDocument: document('s3:PutObject'),
      Roles: [{ Ref: 'R' }],
    },
  };
  const policy = (PolicyName: string) => ({ PolicyName, PolicyDocument: document('s3:GetObject') });
  await harness.deploy({ R: role([policy('old')]), P: other });
  expect(Object.keys(inline()).sort()).toEqual(['old', 'other']);
  await harness.deploy({ R: role([policy('new')]), P: other });
  expect(Object.keys(inline()).sort()).toEqual(['new', 'other']);
  await harness.deploy({ R: role([policy('new')]) });
  expect(Object.keys(inline())).toEqual(['new']);
});

test('a managed policy is found by its ARN', async () => {
  const { state } = await harness.deployOne('AWS::IAM::ManagedPolicy', {
    ManagedPolicyName: 'shared',
    PolicyDocument: document('s3:*'),
  });
  expect(state.physicalId).toBe('arn:aws:iam::000000000000:policy/shared');
  expect(harness.services.identities.managedPolicy(state.physicalId)).toEqual(document('s3:*'));
  await harness.cloudFormation.deleteStack('S');
  expect(harness.services.identities.managedPolicy(state.physicalId)).toBeUndefined();
});

test('a policy for users is refused', async () => {
  const properties = { PolicyName: 'p', PolicyDocument: document('s3:*'), Users: ['someone'] };
  await expect(harness.deployOne('AWS::IAM::Policy', properties)).rejects.toThrow('Users');
});

const unknown = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: '*',
      Condition: { StringIs: { 's3:prefix': 'a' } },
    },
  ],
};
const named = 'Statement 1: the condition operator StringIs is not known here';

test.each([
  ['AWS::IAM::Policy', { PolicyName: 'p', Roles: ['reader'], PolicyDocument: unknown }],
  ['AWS::IAM::ManagedPolicy', { PolicyDocument: unknown }],
  [
    'AWS::IAM::Role',
    {
      AssumeRolePolicyDocument: trust,
      Policies: [{ PolicyName: 'p', PolicyDocument: unknown }],
    },
  ],
])('%s with something unknown in it is refused by name', async (type, properties) => {
  await expect(harness.deployOne(type, properties)).rejects.toThrow(named);
});

test('a trust policy has no resource', async () => {
  const properties = { AssumeRolePolicyDocument: document('sts:AssumeRole') };
  await expect(harness.deployOne('AWS::IAM::Role', properties)).rejects.toThrow(
    'AssumeRolePolicyDocument: Statement 1: a trust policy has no Resource',
  );
});

describe('a managed policy that a role names', () => {
  const arnOf = (name: string): string => `arn:aws:iam::aws:policy/${name}`;

  test('may be one of AWS that is in the table', async () => {
    const known = arnOf('service-role/AWSLambdaBasicExecutionRole');
    await harness.deploy({ R: role([], { ManagedPolicyArns: [known] }) });
    expect(harness.services.identities.role('reader')?.managedPolicyArns).toEqual([known]);
  });

  test.each(['ManagedPolicyArns', 'PermissionsBoundary'])(
    'is refused by name in %s if it is not here',
    async (property) => {
      const arn = arnOf('AdministratorAccess');
      const value = property === 'ManagedPolicyArns' ? [arn] : arn;
      await expect(harness.deploy({ R: role([], { [property]: value }) })).rejects.toThrow(
        `Policy ${arn} does not exist here`,
      );
    },
  );

  test('may be a boundary', async () => {
    await harness.deploy({
      B: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document('s3:*') } },
      R: role([], { PermissionsBoundary: { Ref: 'B' } }),
    });
    const boundary = harness.services.identities.role('reader')?.permissionsBoundaryArn ?? '';
    expect(harness.services.identities.managedPolicy(boundary)).toEqual(document('s3:*'));
  });
});
