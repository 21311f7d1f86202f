import { isBootstrapRole } from '../../../local/sts/bootstrap-roles';

const arn = (name: string): string => `arn:aws:iam::000000000000:role/${name}`;

test.each([
  ['cdk-hnb659fds-deploy-role-000000000000-us-east-1', true],
  ['cdk-mine-file-publishing-role-000000000000-eu-west-1', true],
  ['cdk-hnb659fds-deploy-role-111111111111-us-east-1', false],
  ['cdk-hnb659fds-other-role-000000000000-us-east-1', false],
  ['my-cdk-hnb659fds-deploy-role-000000000000-us-east-1', false],
])('%s: %s', (name, expected) => {
  expect(isBootstrapRole(arn(name), '000000000000')).toBe(expected);
});
