import { createParsedPolicies } from '../../../../local/iam/policy/parsed-policies';
import { grantedStatements } from '../../../../local/iam/report/granted-statements';
import { ROLE, allow, authorizerOf, deny, policy } from '../evaluation/fixtures';

it('lists what allows, inline and managed, and neither denies nor boundaries', () => {
  const { identities } = authorizerOf({
    identity: [
      deny(),
      allow({ Sid: 'Reads', Action: 's3:Get*', Resource: ['arn:aws:s3:::a', '*'] }),
    ],
    boundary: [allow()],
  });
  const managed = 'arn:aws:iam::123456789012:policy/shared';
  identities.putManagedPolicy(
    managed,
    policy({ Effect: 'Allow', NotAction: 'iam:*', NotResource: '*' }),
  );
  const role = identities.role('reader');
  identities.putRole('reader', {
    arn: ROLE,
    trustPolicy: role?.trustPolicy,
    managedPolicyArns: [managed],
  });
  expect(grantedStatements(identities, createParsedPolicies())).toStrictEqual([
    {
      roleArn: ROLE,
      policy: 'own',
      statement: 1,
      sid: 'Reads',
      actions: ['s3:Get*'],
      resources: ['arn:aws:s3:::a', '*'],
    },
    {
      roleArn: ROLE,
      policy: managed,
      statement: 0,
      actions: ['NotAction'],
      resources: ['NotResource'],
    },
  ]);
});
