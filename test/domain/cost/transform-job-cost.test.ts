import fc from 'fast-check';
import { priceTable } from '../../../domain/cost/price-table';
import {
  transformJobCost,
  transformJobCostSchema,
  type BilledJob,
} from '../../../domain/cost/transform-job-cost';

const job = (changes: Partial<BilledJob> = {}): BilledJob => ({
  instanceType: 'ml.g5.xlarge',
  instanceCount: 2,
  billedSeconds: 900,
  region: 'us-east-1',
  ...changes,
});

test('billed seconds x instances x price', () => {
  expect(transformJobCost(job())).toStrictEqual({
    instanceHours: 0.5,
    usd: 0.704,
    usdPerInstanceHour: 1.408,
    priceTable: { region: 'us-east-1', date: '2026-08-17' },
    note: null,
  });
});

test('an amount is rounded to a millionth of a dollar', () => {
  // 1 x 1.408 / 3600 = 0.00039111...
  expect(transformJobCost(job({ instanceCount: 1, billedSeconds: 1 })).usd).toBe(0.000391);
});

test.each([
  {
    of: 'a type that the table does not have',
    changes: { instanceType: 'ml.r7i.large' },
    note: 'No amount in USD: the price table of 2026-08-17 has no ml.r7i.large.',
  },
  {
    of: 'a region that the table does not cover',
    changes: { region: 'eu-west-1' },
    note: 'No amount in USD: the price table of 2026-08-17 covers us-east-1, not eu-west-1.',
  },
])('$of costs hours, without an amount', ({ changes, note }) => {
  expect(transformJobCost(job(changes))).toStrictEqual({
    instanceHours: 0.5,
    usd: null,
    usdPerInstanceHour: null,
    priceTable: null,
    note,
  });
});

test('the cost of a job that is still running is a lower bound', () => {
  expect(transformJobCost(job({ isRunning: true }))).toMatchObject({
    usd: 0.704,
    note: 'A lower bound: the transform job was still running.',
  });
});

test('two sources that disagree are both told', () => {
  expect(transformJobCost(job({ instanceType: 'ml.g6.xlarge', isRunning: true })).note).toBe(
    'A lower bound: the transform job was still running. ' +
      'Another source of the same time gives 0.98 USD for ml.g6.xlarge.',
  );
});

test('whatever the job, the cost is one that results can hold, and grows with it', () => {
  const types = [...Object.keys(priceTable.usdPerInstanceHour), 'ml.c4.xlarge'];
  fc.assert(
    fc.property(
      fc.constantFrom(...types),
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      (instanceType, instanceCount, billedSeconds) => {
        const cost = transformJobCost(job({ instanceType, instanceCount, billedSeconds }));
        expect(transformJobCostSchema.parse(cost)).toStrictEqual(cost);
        const double = transformJobCost(
          job({ instanceType, instanceCount, billedSeconds: billedSeconds * 2 }),
        );
        // Each of the two is rounded by at most half a millionth.
        expect(Math.abs((double.usd ?? 0) - 2 * (cost.usd ?? 0))).toBeLessThan(2e-6);
      },
    ),
  );
});
