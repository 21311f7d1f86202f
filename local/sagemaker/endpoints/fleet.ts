import { allOrFirstError } from '../all-or-first-error';
import { Variant, type WantedVariant } from './variant';
import { type VariantHost } from './variant-host';

/** The variants that serve an endpoint together: what one configuration describes. */
export class Fleet {
  /** By variant: what it is owed of the requests so far. */
  private readonly credits = new Map<Variant, number>();

  private constructor(readonly variants: readonly Variant[]) {}

  /** Resolves when all variants serve. @throws EndpointFailure, or the signal's reason; nothing runs then */
  static async start(
    wanted: readonly WantedVariant[],
    host: VariantHost,
    signal: AbortSignal,
  ): Promise<Fleet> {
    const started: Variant[] = [];
    try {
      const variants = await allOrFirstError(signal, wanted, async (each, inner) => {
        const variant = await Variant.start(each, host, inner);
        started.push(variant);
        return variant;
      });
      return new Fleet(variants);
    } catch (error) {
      await Promise.all(started.map(async (variant) => variant.close()));
      throw error;
    }
  }

  find(name: string): Variant | undefined {
    return this.variants.find((variant) => variant.name === name);
  }

  /**
   * The variant for the next request. Each is owed its weight at every request, and the one that is owed most
   * pays back the sum: shares are exact where AWS draws lots.
   */
  next(): Variant | undefined {
    const total = this.variants.reduce((sum, { weight }) => sum + weight, 0);
    let best: Variant | undefined;
    for (const variant of this.variants) {
      this.credits.set(variant, this.creditOf(variant) + variant.weight);
      if (!best || this.creditOf(variant) > this.creditOf(best)) best = variant;
    }
    if (best) this.credits.set(best, this.creditOf(best) - total);
    return best;
  }

  /** Ends the variants' instances, each when its requests have ended or the signal aborts. */
  async retire(signal: AbortSignal): Promise<void> {
    await Promise.all(this.variants.map(async (variant) => variant.retire(signal)));
  }

  /** Ends all instances, and with them the requests under way. */
  async close(): Promise<void> {
    await Promise.all(this.variants.map(async (variant) => variant.close()));
  }

  private creditOf(variant: Variant): number {
    return this.credits.get(variant) ?? 0;
  }
}
