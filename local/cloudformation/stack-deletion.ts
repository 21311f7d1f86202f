import { dependencies } from './creation-order';
import { type ResourceSteps } from './resource-steps';
import { type Stack, type StackResource } from './stack';
import { parseTemplate } from './template';

export interface DeletionOptions {
  /** Logical ids that are left as they are. */
  readonly retain?: ReadonlySet<string>;
  /** Whether what cannot be deleted is left, and the deletion goes on. */
  readonly force?: boolean;
}

export interface DeletionFailure {
  readonly resource: StackResource;
  readonly reason: string;
}

/**
 * Deletes a stack's resources, last first. What cannot be deleted stays, and with it all that it
 * depends on; the rest goes. `stack.resources` is what stands, at any time.
 */
export async function deleteResources(
  stack: Stack,
  steps: ResourceSteps,
  { retain = new Set(), force = false }: DeletionOptions,
  onRemoved: () => void = () => undefined,
): Promise<DeletionFailure[]> {
  const failures: DeletionFailure[] = [];
  const needed = new Set<string>();
  const dependenciesOf = dependencyReader(stack);
  // Of replacements that were neither completed nor taken back, the old resource stands as well.
  for (const { action, previous } of stack.unfinished.toReversed()) {
    if (action === 'replace' && previous) await steps.remove(previous, previous.deletionPolicy);
  }
  stack.unfinished = [];
  for (const resource of [...stack.resources.values()].reverse()) {
    const { logicalId, deletionPolicy } = resource;
    if (needed.has(logicalId)) {
      for (const id of dependenciesOf(logicalId)) needed.add(id);
      continue;
    }
    const policy = retain.has(logicalId) ? 'Retain' : deletionPolicy;
    const reason = await steps.remove(resource, policy);
    if (reason !== undefined && !force) {
      failures.push({ resource, reason });
      for (const id of dependenciesOf(logicalId)) needed.add(id);
      continue;
    }
    const left = new Map(stack.resources);
    left.delete(logicalId);
    stack.resources = left;
    onRemoved();
  }
  return failures;
}

/** Reads the template when it is needed: a stack that was only reviewed has none. */
function dependencyReader({ settings }: Stack): (logicalId: string) => readonly string[] {
  return (logicalId) => {
    const { Resources } = parseTemplate(JSON.parse(settings.templateBody));
    const resource = Resources[logicalId];
    return resource ? dependencies(logicalId, resource, Resources) : [];
  };
}
