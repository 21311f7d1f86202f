import { type Stack, type Step } from './stack';

/** What stands after a rollback: each step that could be taken back gives way to what was before. */
export function resourcesAfterRollback(
  standing: Stack['resources'],
  done: readonly Step[],
  left: readonly Step[],
): Stack['resources'] {
  const resources = new Map(standing);
  for (const step of done.toReversed()) {
    if (left.includes(step)) continue;
    const { logicalId } = step.resource;
    if (step.previous) resources.set(logicalId, step.previous);
    else resources.delete(logicalId);
  }
  return resources;
}
