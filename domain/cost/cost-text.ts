import { type TransformJobCost } from './transform-job-cost';

/** A cost for a person: `0.57 USD (0.403 instance hours at 1.408 USD, list price of 2026-08-17)`. */
export function costText(cost: TransformJobCost): string {
  const hours = `${threeDigits(cost.instanceHours)} instance hours`;
  const text =
    cost.usd === null || cost.priceTable === null
      ? hours
      : `${usdText(cost.usd)} USD (${hours} at ${cost.usdPerInstanceHour ?? ''} USD, list price of ${cost.priceTable.date})`;
  return cost.note === null ? text : `${text}. ${cost.note}`;
}

/** Cents, or two digits of an amount that is less than a dollar. */
function usdText(usd: number): string {
  return usd >= 1 ? usd.toFixed(2) : String(Number(usd.toPrecision(2)));
}

function threeDigits(value: number): string {
  return String(Number(value.toPrecision(3)));
}
