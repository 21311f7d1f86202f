import { createAuthorizer } from '../../../local/iam/evaluation/authorizer';
import { createIdentityStore } from '../../../local/iam/identity-store';
import { createParsedPolicies } from '../../../local/iam/policy/parsed-policies';
import { createResourcePolicies } from '../../../local/iam/resource-policies';
import { checkRole } from '../../../local/stepfunctions/machine-role';
import { ManualClock } from '../../support/manual-clock';

const account = { region: 'us-east-1', accountId: '000000000000' };
const arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
const roleArn = 'arn:aws:iam::000000000000:role/machine';
const levels = {
  level: 'ALL' as const,
  destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: 'x' } }],
};

/** Checks a role that trusts the principal, and may do the actions. */
function check(Service: string, actions: readonly string[], withLogs = false): () => void {
  const identities = createIdentityStore();
  const statement = (more: object): object => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', ...more }],
  });
  const trustPolicy = statement({ Principal: { Service }, Action: 'sts:AssumeRole' });
  identities.putRole('machine', { arn: roleArn, trustPolicy, managedPolicyArns: [] });
  identities.putInlinePolicy('machine', 'own', statement({ Action: actions, Resource: '*' }));
  const authorizer = createAuthorizer({
    ...account,
    identities,
    resourcePolicies: createResourcePolicies(),
    parsedPolicies: createParsedPolicies(),
    clock: new ManualClock(),
  });
  const loggingConfiguration = withLogs ? levels : undefined;
  return () => {
    checkRole({ arn, roleArn, loggingConfiguration }, { authorizer, account });
  };
}

/** Step Functions' own words name both principals. */
test.each([
  ['states.amazonaws.com', true],
  ['states.us-east-1.amazonaws.com', true],
  ['states.eu-west-1.amazonaws.com', false],
  ['lambda.amazonaws.com', false],
])('a role that trusts %s: %s', (principal, isGood) => {
  const checking = check(principal, ['xray:PutTraceSegments']);
  if (isGood) expect(checking).not.toThrow();
  else expect(checking).toThrow('nor the regional one is authorized to assume the provided role');
});

test('a role that may not deliver logs, though the machine logs', () => {
  const checking = check('states.amazonaws.com', ['logs:CreateLogDelivery'], true);
  expect(checking).toThrow('is not authorized to access the Log Destination');
  expect(check('states.amazonaws.com', ['logs:*'], true)).not.toThrow();
});
