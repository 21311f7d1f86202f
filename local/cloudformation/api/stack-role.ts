import { AwsError } from '../../gateway/aws-error';
import { type QueryOperation } from '../../gateway/aws-query';
import { isBootstrapRole } from '../../sts/bootstrap-roles';

/**
 * The operations, with any RoleARN refused but that of a role which administers the account: stacks
 * are changed as the account here, and under another role that would give more than it may.
 * In AWS the role is the stack's from then on. Source: API Reference, parameter RoleARN of CreateStack.
 */
export function withStackRole<N extends string>(
  operations: Readonly<Record<N, QueryOperation>>,
  accountId: string,
): Record<N, QueryOperation> {
  const names = Object.keys(operations) as N[];
  const checked = (operation: QueryOperation): QueryOperation => {
    return async (parameters, context) => {
      const roleArn = parameters.get('RoleARN');
      if (roleArn !== null) checkStackRole(roleArn, accountId);
      return operation(parameters, context);
    };
  };
  return Object.fromEntries(names.map((name) => [name, checked(operations[name])])) as Record<
    N,
    QueryOperation
  >;
}

/** Of the roles of `cdk bootstrap`, CloudFormation may assume this one. */
function checkStackRole(roleArn: string, accountId: string): void {
  if (isBootstrapRole(roleArn, accountId) && roleArn.includes('-cfn-exec-role-')) return;
  throw new AwsError(
    'ValidationError',
    `Role ${roleArn} is invalid or cannot be assumed: the embedded CloudFormation acts as the account, which may be more than this role allows. Leave RoleARN out, or name the cfn-exec role of cdk bootstrap.`,
  );
}
