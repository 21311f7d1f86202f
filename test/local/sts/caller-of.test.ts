import { createPrincipals } from '../../../local/iam/principals';
import { callerOf } from '../../../local/sts/caller-of';

const account = '000000000000';

test.each([
  [`arn:aws:iam::${account}:role/cdk-hnb659fds-deploy-role-${account}-us-east-1`, 'account'],
  [`arn:aws:iam::${account}:role/worker`, 'role'],
])('who acts under %s is a caller of kind %s', (roleArn, kind) => {
  const principals = createPrincipals();
  const shown = principals.issue(roleArn, 'me');
  expect(callerOf(principals, account)(shown)).toMatchObject({ kind });
});
