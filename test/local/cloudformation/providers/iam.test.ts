import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

const document = (action: string) => ({ Statement: [{ Effect: 'Allow', Action: action }] });
const role = (Policies: object[], rest: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: 'reader',
    AssumeRolePolicyDocument: document('sts:AssumeRole'),
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
    trustPolicy: document('sts:AssumeRole'),
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
  const policy = (PolicyName: string) => ({ PolicyName, PolicyDocument: document('x') });
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
  const properties = { PolicyName: 'p', PolicyDocument: {}, Users: ['someone'] };
  await expect(harness.deployOne('AWS::IAM::Policy', properties)).rejects.toThrow('Users');
});
