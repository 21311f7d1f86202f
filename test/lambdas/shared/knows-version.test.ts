import * as z from 'zod';
import { shardOutcomeSchema } from '../../../domain/run/outcomes';
import { CONTRACT_VERSION, ownerSchema, planSchema } from '../../../domain/run/plan';
import { RESULTS_VERSION, resultsSchema } from '../../../domain/run/results';
import { knowsVersion } from '../../../lambdas/shared/knows-version';

test.each([
  ['plan', planSchema, CONTRACT_VERSION],
  ['outcome', shardOutcomeSchema, CONTRACT_VERSION],
  ['results', resultsSchema, RESULTS_VERSION],
])('%s: its own version, and no other', (_, schema, version) => {
  expect(knowsVersion(schema, version)).toBe(true);
  for (const other of [version + 1, String(version), undefined, null]) {
    expect(knowsVersion(schema, other)).toBe(false);
  }
});

test('one alternative of a union is enough', () => {
  const version = (contractVersion: number, kind: string) =>
    z.object({ contractVersion: z.literal(contractVersion), kind: z.literal(kind) });
  const schema = z.discriminatedUnion('kind', [version(1, 'old'), version(2, 'new')]);
  expect([1, 2, 3].map((each) => knowsVersion(schema, each))).toEqual([true, true, false]);
});

test('what is read leniently has any version', () => {
  expect(knowsVersion(ownerSchema, 7)).toBe(true);
});
