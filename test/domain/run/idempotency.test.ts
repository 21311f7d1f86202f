import fc from 'fast-check';
import { claimKeyOf, duplicateOf, idempotencyKeyOf } from '../../../domain/run/idempotency';
import { EXECUTION } from '../../support/run-fixtures';

describe('the file of a key', () => {
  test('is named after the key where that is safe', () => {
    expect(claimKeyOf('release_1-4')).toBe('idempotency/release_1-4.json');
  });

  test("keeps a schedule's key readable", () => {
    expect(claimKeyOf('nightly 2026-11-24T02:00:00Z')).toMatch(
      /^idempotency\/nightly-2026-11-24T02-00-00Z-[0-9a-f]{10}\.json$/,
    );
  });

  test.each([
    ['nightly 1', 'nightly-1'],
    ['nightly:1', 'nightly 1'],
    ['a/b', 'a//b'],
    ['x'.repeat(255), 'x'.repeat(256)],
    ['夜', '昼'],
    ['..', '.'],
  ])('%j and %j have two', (left, right) => {
    expect(claimKeyOf(left)).not.toBe(claimKeyOf(right));
  });

  test('is one object under idempotency/, whatever the key', () => {
    const key = fc.string({ unit: 'binary', minLength: 1, maxLength: 256 });
    fc.assert(
      fc.property(key, key, (left, right) => {
        expect(claimKeyOf(left)).toMatch(/^idempotency\/[A-Za-z0-9_-]{1,128}\.json$/);
        expect(claimKeyOf(left) === claimKeyOf(right)).toBe(left === right);
      }),
    );
  });
});

describe('the key of an input', () => {
  test('is read although the rest is wrong: a second delivery of it is a duplicate all the same', () => {
    expect(idempotencyKeyOf({ idempotencyKey: 'k', promt: 'x' })).toBe('k');
  });

  test.each([
    {},
    { idempotencyKey: '' },
    { idempotencyKey: 7 },
    { idempotencyKey: 'x'.repeat(257) },
    null,
    'k',
    [],
  ])('%j has none', (input) => {
    expect(idempotencyKeyOf(input)).toBeUndefined();
  });
});

test('a duplicate names the run that has its key, and where that is', () => {
  const execution = { ...EXECUTION, name: 'v1.2' };
  expect(duplicateOf({ idempotencyKey: 'k', execution }, 'data-bucket')).toEqual({
    status: 'Duplicate',
    duplicateOf: expect.stringMatching(/^v1-2-[0-9a-f]{10}$/) as string,
    message:
      'the execution \'v1.2\' of 2026-01-31T10:00:00.000Z has the idempotency key "k" already, so this one did nothing; for another run take another key',
    links: {
      execution: expect.stringMatching(/^https:.*#\/v2\/executions\/details\/arn:/) as string,
      results: expect.stringMatching(
        /^s3:\/\/data-bucket\/runs\/v1-2-[0-9a-f]{10}\/results\.json$/,
      ) as string,
    },
  });
});
