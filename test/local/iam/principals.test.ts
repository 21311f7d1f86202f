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
