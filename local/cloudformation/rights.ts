import { type Place, type Right, passRole } from '../iam/rights';

/**
 * The rights of CloudFormation's operations. What a stack's resources take is not asked for: a
 * deployment acts as the person at this machine.
 * Source: Service Authorization Reference, "... for AWS CloudFormation".
 */
export function cloudFormationRights({ region, accountId }: Place) {
  const stack = (action: string) => (form: URLSearchParams) => {
    const name = form.get('StackName') ?? '*';
    const resource = name.startsWith('arn:')
      ? name
      : `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/*`;
    const right: Right = { action: `cloudformation:${action}`, resource };
    return [right, ...passRole(form.get('RoleARN'), 'cloudformation.amazonaws.com')];
  };
  return {
    DescribeStacks: stack('DescribeStacks'),
    ListStackResources: stack('ListStackResources'),
  };
}
