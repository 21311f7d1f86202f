import { createResourcePolicies } from '../../../local/iam/resource-policies';

const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:queue';
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const statement = { Effect: 'Allow', Action: 'lambda:InvokeFunction' };

it('keeps a policy by the ARN of its resource', () => {
  const policies = createResourcePolicies();
  policies.put(QUEUE, { Statement: [] });
  expect(policies.of(QUEUE)).toStrictEqual({ resourceArn: QUEUE, document: { Statement: [] } });
  expect(policies.of(FUNCTION)).toBeUndefined();
  policies.delete(QUEUE);
  expect(policies.of(QUEUE)).toBeUndefined();
});

it("makes a function's policy of its statements", () => {
  const policies = createResourcePolicies();
  policies.putStatement(FUNCTION, 'one', statement);
  policies.putStatement(FUNCTION, 'two', statement);
  policies.putStatement(FUNCTION, 'one', { ...statement, Effect: 'Deny' });
  expect(policies.of(FUNCTION)?.document).toStrictEqual({
    Version: '2012-10-17',
    Id: 'default',
    Statement: [
      { Sid: 'one', ...statement, Effect: 'Deny' },
      { Sid: 'two', ...statement },
    ],
  });
  policies.deleteStatement(FUNCTION, 'one');
  policies.deleteStatement(FUNCTION, 'two');
  policies.deleteStatement(FUNCTION, 'three');
  expect(policies.all()).toStrictEqual([]);
});
