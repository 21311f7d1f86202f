import { type Stack, type Step } from './stack';

/** What stands after a step was taken back: it gives way to what was before. */
export function resourcesWithout(
  { resource: { logicalId }, previous }: Step,
  standing: Stack['resources'],
): Stack['resources'] {
  const resources = new Map(standing);
  if (previous) resources.set(logicalId, previous);
  else resources.delete(logicalId);
  return resources;
}
