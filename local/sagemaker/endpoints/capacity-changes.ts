import type * as z from 'zod';
import { unsupported, validationException } from '../validation';
import { type updateWeightsRequest } from './endpoint-request';
import { type Fleet } from './fleet';
import { type Variant } from './variant';

type Request = z.output<typeof updateWeightsRequest>;

interface CapacityChange {
  readonly variant: Variant;
  readonly before: { readonly weight: number; readonly count: number };
  readonly after: { readonly weight: number; readonly count: number };
}

/** What UpdateEndpointWeightsAndCapacities changes, as work that can be undone. */
export interface CapacityChanges {
  apply(signal: AbortSignal): Promise<void>;
  undo(signal: AbortSignal): Promise<void>;
}

/** @throws AwsError ValidationException for a variant that the endpoint does not have */
export function capacityChanges(request: Request, fleet: Fleet, arn: string): CapacityChanges {
  const changes = request.DesiredWeightsAndCapacities.map((wish): CapacityChange => {
    if (wish.ServerlessUpdateConfig !== undefined) throw unsupported('ServerlessUpdateConfig');
    const variant = fleet.find(wish.VariantName);
    if (!variant) {
      throw validationException(
        `Could not find production variant "${wish.VariantName}" of endpoint "${arn}".`,
      );
    }
    const before = { weight: variant.weight, count: variant.instanceCount };
    const { DesiredWeight: weight, DesiredInstanceCount: count } = wish;
    const after = { weight: weight ?? before.weight, count: count ?? before.count };
    return { variant, before, after };
  });
  // Only growth can fail: it comes first, so that an undo never has to start an instance.
  changes.sort((a, b) => growth(b) - growth(a));
  return {
    async apply(signal) {
      for (const { variant, after } of changes) {
        await variant.scaleTo(after.count, signal);
        variant.weight = after.weight;
      }
    },
    async undo(signal) {
      for (const { variant, before } of changes) {
        variant.weight = before.weight;
        await variant.scaleTo(before.count, signal);
      }
    },
  };
}

function growth({ before, after }: CapacityChange): number {
  return after.count - before.count;
}
