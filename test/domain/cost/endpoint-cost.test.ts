import { endpointUsdPerHour } from '../../../domain/cost/endpoint-cost';
import { priceTable } from '../../../domain/cost/price-table';

const large = { instanceType: 'ml.g5.2xlarge', instanceCount: 2 };

test('instances by their price', () => {
  const price = priceTable.usdPerInstanceHour['ml.g5.2xlarge'] ?? NaN;
  expect(endpointUsdPerHour([large], priceTable.region)).toBe(2 * price);
});

test('no amount where a price is missing, or of another region', () => {
  const unknown = { instanceType: 'serverless', instanceCount: 1 };
  expect(endpointUsdPerHour([large, unknown], priceTable.region)).toBeNull();
  expect(endpointUsdPerHour([large], 'eu-west-9')).toBeNull();
});
