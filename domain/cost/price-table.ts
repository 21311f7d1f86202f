import * as z from 'zod';
import priceTableJson from './price-table.json';

const pricesSchema = z.record(z.string().startsWith('ml.'), z.number().positive());

/**
 * What an instance of a transform job costs by the hour: facts of one date and one region.
 * `price-table.json` says where they come from; `docs/cost.md` says how to refresh them.
 */
const priceTableSchema = z.strictObject({
  date: z.iso.date(),
  region: z.string(),
  currency: z.literal('USD'),
  source: z.string(),
  usdPerInstanceHour: pricesSchema,
  /** Types for which sources of the same time disagree: the other price. */
  alsoSeen: pricesSchema,
});

export type PriceTable = z.infer<typeof priceTableSchema>;

export const priceTable: PriceTable = priceTableSchema.parse(priceTableJson);
