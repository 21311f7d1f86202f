import { priceTable } from '../../../domain/cost/price-table';
import { TRANSFORM_INSTANCE_TYPES } from '../../../domain/jumpstart/transform-instance-types';

const { usdPerInstanceHour, alsoSeen } = priceTable;

test('every type of the table can run a transform job', () => {
  const others = Object.keys(usdPerInstanceHour).filter(
    (type) => !TRANSFORM_INSTANCE_TYPES.includes(type),
  );
  expect(others).toStrictEqual([]);
});

test('a second price belongs to a type of the table, and differs', () => {
  for (const [type, price] of Object.entries(alsoSeen)) {
    expect(usdPerInstanceHour[type]).toBeGreaterThan(0);
    expect(usdPerInstanceHour[type]).not.toBe(price);
  }
});

test('a larger size of a family costs more, so that no price stands in another row', () => {
  const family = (type: string): string => type.slice(0, type.lastIndexOf('.'));
  // Smallest first within each family.
  const priced = TRANSFORM_INSTANCE_TYPES.filter((type) => usdPerInstanceHour[type] !== undefined);
  const falling = priced.filter((type, index) => {
    const smaller = priced[index - 1] ?? '';
    const price = (of: string): number => usdPerInstanceHour[of] ?? 0;
    return family(smaller) === family(type) && price(smaller) >= price(type);
  });
  expect(falling).toStrictEqual([]);
});
