import { createPrincipals } from '../../../local/iam/principals';

const role = 'arn:aws:iam::000000000000:role/reader';

test('the access key tells whose role it was issued for', () => {
  const principals = createPrincipals();
  const { accessKeyId } = principals.issue(role);
  expect(accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
  expect(principals.roleOf(accessKeyId)).toBe(role);
});

test('the same role has the same key, another role another', () => {
  const principals = createPrincipals();
  expect(principals.issue(role)).toEqual(principals.issue(role));
  expect(principals.issue(`${role}2`).accessKeyId).not.toBe(principals.issue(role).accessKeyId);
});

test('a key that was never issued has no role', () => {
  expect(createPrincipals().roleOf('ASIAAAAAAAAAAAAAAAAA')).toBeUndefined();
});

test('credentials are of a session, which names itself in denials', () => {
  const principals = createPrincipals();
  const { accessKeyId, sessionToken } = principals.issue(role, 'scorer');
  expect(principals.callerOf({ accessKeyId, sessionToken })).toEqual({
    kind: 'role',
    roleArn: role,
    sessionName: 'scorer',
  });
  expect(accessKeyId).not.toBe(principals.issue(role, 'planner').accessKeyId);
});

test("a function's code is told from what else acts under its role", () => {
  const principals = createPrincipals();
  const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:scorer';
  const { accessKeyId, sessionToken } = principals.issue(role, 'scorer', functionArn);
  expect(accessKeyId).not.toBe(principals.issue(role, 'scorer').accessKeyId);
  const known = { kind: 'role', roleArn: role, sessionName: 'scorer', functionArn };
  expect(principals.callerOf({ accessKeyId, sessionToken })).toEqual(known);
  expect(createPrincipals().callerOf({ accessKeyId, sessionToken })).toEqual(known);
});

test('another embedded AWS knows the session by its token', () => {
  const { accessKeyId, sessionToken } = createPrincipals().issue(role, 'SageMaker');
  const other = createPrincipals();
  expect(other.callerOf({ accessKeyId, sessionToken })).toMatchObject({ roleArn: role });
});

test.each([
  ['no credentials', {}],
  ["a person's", { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }],
  [
    'a token of another maker',
    { accessKeyId: 'ASIAAAAAAAAAAAAAAAAA', sessionToken: 'FwoGZXIvYXdz' },
  ],
])('%s are of the account', (_, shown) => {
  const none = { accessKeyId: undefined, sessionToken: undefined };
  expect(createPrincipals().callerOf({ ...none, ...shown })).toEqual({ kind: 'account' });
});

test('a token does not lend its role to another key', () => {
  const { sessionToken } = createPrincipals().issue(role);
  const accessKeyId = 'ASIAAAAAAAAAAAAAAAAA';
  expect(createPrincipals().callerOf({ accessKeyId, sessionToken })).toEqual({ kind: 'account' });
});
