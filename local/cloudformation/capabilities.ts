import { AwsError } from '../gateway/aws-error';
import { type Template } from './template';

export interface NeededCapability {
  readonly capability: 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM';
  readonly types: readonly string[];
}

/** The types whose creation must be acknowledged, and the property that names each. */
const IDENTITY_NAMES: Readonly<Record<string, string>> = {
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': 'PolicyName',
  'AWS::IAM::Role': 'RoleName',
};
/** An inline policy always has a name, which is its role's own affair. */
const ALWAYS_NAMED = new Set(['AWS::IAM::Policy']);

/**
 * What a client must acknowledge before identities are made. Source: CloudFormation User Guide,
 * "Acknowledging IAM resources in CloudFormation templates".
 */
export function neededCapability({ Resources }: Template): NeededCapability | undefined {
  const identities = Object.values(Resources).filter(({ Type }) => Type in IDENTITY_NAMES);
  if (identities.length === 0) return undefined;
  const isNamed = identities.some(
    ({ Type, Properties }) =>
      !ALWAYS_NAMED.has(Type) && Properties[IDENTITY_NAMES[Type] ?? ''] !== undefined,
  );
  return {
    capability: isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM',
    types: [...new Set(identities.map(({ Type }) => Type))],
  };
}

/** @throws AwsError InsufficientCapabilitiesException */
export function checkCapabilities(template: Template, given: readonly string[]): void {
  const needed = neededCapability(template)?.capability;
  if (needed === undefined || given.includes(needed)) return;
  // The wider acknowledgement includes the narrower one.
  if (given.includes('CAPABILITY_NAMED_IAM')) return;
  throw new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${needed}]`);
}
