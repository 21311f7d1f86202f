import * as z from 'zod';
import { priceTable } from './price-table';

/** What a transform job costs, at the list price of a dated table. */
export const transformJobCostSchema = z.strictObject({
  /** Billed seconds x instances / 3600. */
  instanceHours: z.number().min(0),
  /** Null: the table has no price; rounded to a millionth. */
  usd: z.number().min(0).nullable(),
  usdPerInstanceHour: z.number().positive().nullable(),
  /** Which table the price is from. */
  priceTable: z.strictObject({ region: z.string(), date: z.iso.date() }).nullable(),
  /** One sentence each: why there is no price, what the amount leaves out. */
  note: z.string().nullable(),
});

export type TransformJobCost = z.infer<typeof transformJobCostSchema>;

export interface BilledJob {
  readonly instanceType: string;
  readonly instanceCount: number;
  /** Without TransformEndTime: up to now. */
  readonly billedSeconds: number;
  readonly region: string;
  /** The job has not ended: it goes on being billed. */
  readonly isRunning?: boolean;
}

/**
 * Billed seconds x instances x price. Billed are the seconds from TransformStartTime to
 * TransformEndTime, also of a job that failed or was stopped.
 * Source: DescribeTransformJob, `TransformEndTime`: "You are billed for the time interval between
 * this time and the value of TransformStartTime."
 */
export function transformJobCost(job: BilledJob): TransformJobCost {
  const { instanceType, instanceCount, billedSeconds, region, isRunning = false } = job;
  const instanceHours = (billedSeconds * instanceCount) / 3600;
  const price =
    region === priceTable.region ? priceTable.usdPerInstanceHour[instanceType] : undefined;
  const otherPrice = priceTable.alsoSeen[instanceType];
  const notes = [
    isRunning && 'A lower bound: the transform job was still running.',
    price === undefined && noPrice(instanceType, region),
    price !== undefined &&
      otherPrice !== undefined &&
      `Another source of the same time gives ${otherPrice} USD for ${instanceType}.`,
  ].filter((note) => note !== false);
  return {
    instanceHours,
    usd: price === undefined ? null : roundUsd(instanceHours * price),
    usdPerInstanceHour: price ?? null,
    priceTable: price === undefined ? null : { region: priceTable.region, date: priceTable.date },
    note: notes.length === 0 ? null : notes.join(' '),
  };
}

function noPrice(instanceType: string, region: string): string {
  const { date, region: covered } = priceTable;
  return region === covered
    ? `No amount in USD: the price table of ${date} has no ${instanceType}.`
    : `No amount in USD: the price table of ${date} covers ${covered}, not ${region}.`;
}

/**
 * To a millionth of a dollar: one second of the cheapest type costs 0.115 / 3600 = 0.000032 USD, so
 * more digits would be noise of the division.
 */
function roundUsd(usd: number): number {
  return Math.round(usd * 1e6) / 1e6;
}
