import { awsManagedPolicy, awsManagedPolicyNames } from '../../../local/iam/managed-policies';
import { parsePolicy } from '../../../local/iam/policy/policy';

it.each(awsManagedPolicyNames)('%s is a policy of a role', (name) => {
  const { statements } = parsePolicy(
    awsManagedPolicy(`arn:aws:iam::aws:policy/${name}`),
    'identity',
  );
  expect(statements.map(({ effect }) => effect)).toStrictEqual(['Allow']);
});

it('knows no other policy, and none of an account', () => {
  expect(awsManagedPolicy('arn:aws:iam::aws:policy/AdministratorAccess')).toBeUndefined();
  const own = 'arn:aws:iam::123456789012:policy/service-role/AWSLambdaBasicExecutionRole';
  expect(awsManagedPolicy(own)).toBeUndefined();
});
