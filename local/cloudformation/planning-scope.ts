import { type Scope } from './scope';

/** What change sets of AWS show for a value that only the deployment will tell. */
export const KNOWN_AFTER_APPLY = '{{changeSet:KNOWN_AFTER_APPLY}}';

/** A scope in which new resources, and those that are replaced, have names that nobody knows yet. */
export function planningScope(scope: Scope, isUnknown: (logicalId: string) => boolean): Scope {
  return {
    ...scope,
    ref: (name) => (isUnknown(name) ? KNOWN_AFTER_APPLY : scope.ref(name)),
    attribute: (logicalId, attribute) =>
      isUnknown(logicalId) ? KNOWN_AFTER_APPLY : scope.attribute(logicalId, attribute),
  };
}
