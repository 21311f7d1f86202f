import { CfnResource, type Stack } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';

/** What one construct of a stack is made of. */
export interface ResourceGroup {
  readonly name: string;
  /** `PlanRun: Function, LogGroup, Policy, Role`, or `18 Alarms`. */
  readonly lines: readonly string[];
}

export interface StackPicture {
  readonly name: string;
  readonly groups: readonly ResourceGroup[];
}

/** A child with so many resources is a part that has a name of its own; fewer are only counted. */
const WORTH_A_LINE = 3;
/** Bookkeeping of the CDK and of CloudFormation that says nothing about the application. */
const UNTOLD = new Set(['AWS::CDK::Metadata', 'AWS::Lambda::Permission']);

/**
 * The resources of a stack by the constructs that make them: those of the stack's one wrapping
 * construct, or of the stack itself when it has none. What makes a single resource with each child,
 * such as the only model with its role, wraps nothing: it is a construct like others.
 */
export function picture(stack: Stack): StackPicture {
  const own = stack.node.children.filter((child) => resourcesOf(child).length > 0);
  const [only] = own;
  const isWrapper =
    own.length === 1 && only?.node.children.some((child) => resourcesOf(child).length > 1);
  const constructs = only && isWrapper ? only.node.children : own;
  return {
    name: stack.stackName,
    groups: constructs
      .filter((construct) => resourcesOf(construct).length > 0)
      .map((construct) => ({ name: construct.node.id, lines: linesOf(construct) })),
  };
}

function linesOf(construct: IConstruct): string[] {
  const parts = construct.node.children.filter(
    (child) => resourcesOf(child).length >= WORTH_A_LINE && !CfnResource.isCfnResource(child),
  );
  const rest = construct.node.children.filter((child) => !parts.includes(child));
  const direct = CfnResource.isCfnResource(construct) ? [construct] : rest.flatMap(resourcesOf);
  return [
    ...parts.map((part) => `${part.node.id}: ${summary(resourcesOf(part))}`),
    ...(direct.length > 0 ? [summary(direct)] : []),
  ];
}

function resourcesOf(construct: IConstruct): CfnResource[] {
  return construct.node
    .findAll()
    .filter((node) => CfnResource.isCfnResource(node))
    .filter(({ cfnResourceType }) => !UNTOLD.has(cfnResourceType));
}

/** `2 Policies, Rule`, by name. */
function summary(resources: readonly CfnResource[]): string {
  const counts = new Map<string, number>();
  for (const { cfnResourceType } of resources) {
    const name = cfnResourceType.split('::').at(-1) ?? cfnResourceType;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, count]) => (count === 1 ? name : `${count} ${plural(name)}`))
    .join(', ');
}

function plural(name: string): string {
  return name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`;
}
