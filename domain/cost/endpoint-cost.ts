import { priceTable } from './price-table';

export interface EndpointInstances {
  readonly instanceType: string;
  readonly instanceCount: number;
}

/**
 * What an endpoint's instances cost by the hour, in USD at the list price of the dated table.
 * @returns null when the table has no price for one of them, or covers another region
 */
export function endpointUsdPerHour(
  instances: readonly EndpointInstances[],
  region: string,
): number | null {
  if (region !== priceTable.region) return null;
  let sum = 0;
  for (const { instanceType, instanceCount } of instances) {
    const price = priceTable.usdPerInstanceHour[instanceType];
    if (price === undefined) return null;
    sum += price * instanceCount;
  }
  return sum;
}
