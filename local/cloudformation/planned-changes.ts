import { isDeepStrictEqual } from 'node:util';
import { type ChangeDetail, type PlannedChange } from './change-set';
import { isWanted } from './deployment';
import { type DeploymentPlan } from './deployment-plan';
import { resolve } from './intrinsics';
import { KNOWN_AFTER_APPLY, planningScope } from './planning-scope';
import { changedProperties } from './property-changes';
import { type ResourceProvider } from './resource-provider';
import { type Scope } from './scope';
import { type Stack, type StackResource } from './stack';
import { type Template, type TemplateResource, parseTemplate } from './template';

export interface PlannedDeployment {
  readonly changes: readonly PlannedChange[];
  /** The scope of the new template, where what is not known yet has a placeholder. */
  readonly scope: Scope;
}

/**
 * What a deployment would do to each resource, found without touching any. A value that depends on
 * a resource which is to be made counts as changed.
 */
export function plannedChanges(
  stack: Stack,
  { template, order }: DeploymentPlan,
  stackScope: Scope,
  provider: (type: string) => ResourceProvider,
): PlannedDeployment {
  const unknown = new Set<string>();
  const scope = planningScope(stackScope, (logicalId) => unknown.has(logicalId));
  const before = templateOf(stack);
  const changes: PlannedChange[] = [];
  const kept = new Set<string>();
  for (const logicalId of order) {
    const definition = template.Resources[logicalId];
    if (!definition || !isWanted(definition, scope)) continue;
    kept.add(logicalId);
    const previous = stack.resources.get(logicalId);
    const change = previous
      ? modification(previous, definition, before?.Resources[logicalId], scope, provider)
      : ({ action: 'Add', logicalId, type: definition.Type, details: [] } as const);
    if (!change) continue;
    if (change.action === 'Add' || change.isReplacement) unknown.add(logicalId);
    changes.push(change);
  }
  const removed = [...stack.resources.values()].filter(({ logicalId }) => !kept.has(logicalId));
  return { changes: [...changes, ...removed.reverse().map(removal)], scope };
}

function modification(
  previous: StackResource,
  definition: TemplateResource,
  before: TemplateResource | undefined,
  scope: Scope,
  provider: (type: string) => ResourceProvider,
): PlannedChange | undefined {
  const { logicalId, type, state } = previous;
  const needsReplacement = (names: readonly string[]): boolean =>
    provider(type).needsReplacement(names);
  const changed = changedProperties(previous.properties, resolvedProperties(definition, scope));
  const details: ChangeDetail[] = [
    ...changed.map((property) => ({
      attribute: 'Properties' as const,
      property,
      needsReplacement: needsReplacement([property]),
    })),
    ...otherDetails(previous, definition, before),
  ];
  if (details.length === 0) return undefined;
  const isReplacement = changed.length > 0 && needsReplacement(changed);
  const policyAction = `ReplaceAnd${definition.UpdateReplacePolicy}` as const;
  return {
    action: 'Modify',
    logicalId,
    physicalId: state.physicalId,
    type,
    isReplacement,
    ...(isReplacement && { policyAction }),
    details,
  };
}

function otherDetails(
  previous: StackResource,
  definition: TemplateResource,
  before: TemplateResource | undefined,
): ChangeDetail[] {
  const differs = {
    Metadata: before !== undefined && !isDeepStrictEqual(before.Metadata, definition.Metadata),
    DeletionPolicy: previous.deletionPolicy !== definition.DeletionPolicy,
    UpdateReplacePolicy: previous.updateReplacePolicy !== definition.UpdateReplacePolicy,
  };
  return (['Metadata', 'DeletionPolicy', 'UpdateReplacePolicy'] as const)
    .filter((attribute) => differs[attribute])
    .map((attribute) => ({ attribute, needsReplacement: false }));
}

/** Each for itself, as a function over a placeholder may fail, e.g. Fn::Select of a part of an ARN. */
function resolvedProperties(definition: TemplateResource, scope: Scope): Record<string, unknown> {
  const resolved = Object.entries(definition.Properties).map(
    ([name, value]) => [name, resolveIfKnown(value, scope)] as const,
  );
  return Object.fromEntries(resolved.filter(([, value]) => value !== undefined));
}

export function resolveIfKnown(value: unknown, scope: Scope): unknown {
  try {
    return resolve(value, scope);
  } catch {
    return KNOWN_AFTER_APPLY;
  }
}

function removal({ logicalId, type, state, deletionPolicy }: StackResource): PlannedChange {
  const policyAction = deletionPolicy === 'Delete' ? 'Delete' : 'Retain';
  const { physicalId } = state;
  return { action: 'Remove', logicalId, physicalId, type, policyAction, details: [] };
}

function templateOf({ settings, resources }: Stack): Template | undefined {
  return resources.size === 0 ? undefined : parseTemplate(JSON.parse(settings.templateBody));
}
