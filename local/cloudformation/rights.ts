import { type Place, type Right, type RightsOf, passRole } from '../iam/rights';

/**
 * The rights of CloudFormation's operations, each of which is an action of the same name on its
 * stack. What a stack's resources take is not asked for: a deployment acts as the person at this
 * machine. Source: Service Authorization Reference, "... for AWS CloudFormation".
 */
export function cloudFormationRights<N extends string>(
  { region, accountId }: Place,
  operations: Readonly<Record<N, unknown>>,
): Record<N, RightsOf<URLSearchParams>> {
  const stackArn = (name: string): string =>
    name.startsWith('arn:')
      ? name
      : `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/*`;
  const rightsOf =
    (action: string): RightsOf<URLSearchParams> =>
    (form) => {
      const name = form.get('StackName');
      const resource = name === null ? '*' : stackArn(name);
      const right: Right = { action: `cloudformation:${action}`, resource };
      return [right, ...passRole(form.get('RoleARN') ?? undefined, 'cloudformation.amazonaws.com')];
    };
  const names = Object.keys(operations) as N[];
  return Object.fromEntries(names.map((name) => [name, rightsOf(name)])) as Record<
    N,
    RightsOf<URLSearchParams>
  >;
}
