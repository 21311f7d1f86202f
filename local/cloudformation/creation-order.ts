import { fail } from './intrinsic-input';
import { referencedNames } from './references';
import { type TemplateResource, dependsOn } from './template';

/**
 * Logical ids so that each comes after all that it refers to or depends on; otherwise the
 * template's own order.
 * @throws AwsError ValidationError for a circular dependency or an unknown DependsOn
 */
export function creationOrder(resources: Readonly<Record<string, TemplateResource>>): string[] {
  const order: string[] = [];
  const done = new Set<string>();
  const visit = (logicalId: string, path: readonly string[]): void => {
    if (done.has(logicalId)) return;
    if (path.includes(logicalId)) {
      fail(
        `Circular dependency between resources: [${path.slice(path.indexOf(logicalId)).join(', ')}]`,
      );
    }
    const resource = resources[logicalId];
    if (!resource) return;
    for (const needed of dependencies(logicalId, resource, resources)) {
      visit(needed, [...path, logicalId]);
    }
    done.add(logicalId);
    order.push(logicalId);
  };
  for (const logicalId of Object.keys(resources)) visit(logicalId, []);
  return order;
}

/** Logical ids that a resource refers to or depends on. */
export function dependencies(
  logicalId: string,
  resource: TemplateResource,
  resources: Readonly<Record<string, TemplateResource>>,
): string[] {
  const explicit = dependsOn(resource);
  const unknown = explicit.filter((name) => !Object.hasOwn(resources, name));
  if (unknown.length > 0) {
    fail(`Unresolved resource dependencies [${unknown.join(', ')}] of ${logicalId}`);
  }
  const referenced = [...referencedNames(resource.Properties)];
  return [...explicit, ...referenced].filter((name) => Object.hasOwn(resources, name));
}
