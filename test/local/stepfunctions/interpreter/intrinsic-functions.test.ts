import fc from 'fast-check';
import { partition, range } from '../../../../local/stepfunctions/interpreter/intrinsic-functions';
import { JsonataEvaluator } from '../../../../local/stepfunctions/interpreter/jsonata-evaluator';

const evaluator = new JsonataEvaluator();
const evaluate = (source: string) => evaluator.evaluate(source, 'Output', {});

it.each([
  ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
  ['$partition([1,2,3,4,5], 2.9)', [[1, 2], [3, 4], [5]]],
  ['$range(0, 10, 5)', [0, 5, 10]],
  ['$range(0, 9, 5)', [0, 5]],
  ['$range(3, 1, -1)', [3, 2, 1]],
  ['$range(-1.7, 1, 1)', [-1, 0, 1]],
  ['$hash("input data", "SHA-1")', 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
  ['$hash("", "MD5")', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['$parse("{\\"a\\": [1, null]}")', { a: [1, null] }],
  ['$parse("{\\"a\\": 1}").a', 1],
  ['$random(7) = $random(7)', true],
  ['$random() < 1', true],
])('%s', async (source, expected) => {
  expect(await evaluate(source)).toEqual(expected);
});

it('makes UUIDs of version 4, each a new one', async () => {
  const [first, second] = [await evaluate('$uuid()'), await evaluate('$uuid()')];
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(first).not.toBe(second);
});

it.each(['$partition([1], 0)', '$partition([], 2)', '$range(1, 3, 0)', '$range(1, 3, -1)'])(
  '%s gives nothing',
  async (source) => {
    await expect(evaluate(source)).rejects.toThrow('returned nothing (undefined).');
  },
);

it.each([
  [
    '$hash("a", "CRC32")',
    "Hash algorithm 'CRC32' is not one of MD5, SHA-1, SHA-256, SHA-384, SHA-512",
  ],
  ['$parse("{")', 'JSON'],
  ['$range(1, 400000, 1)', 'memory limit exceeded'],
  ['$eval("1")', 'T1006: Attempted to invoke a non-function'],
])('%s fails: %s', async (source, message) => {
  await expect(evaluate(source)).rejects.toThrow(message);
});

it('partitions without loss, and every chunk but the last is full', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { minLength: 1 }),
      fc.integer({ min: 1, max: 9 }),
      (items, size) => {
        const chunks = partition(items, size) ?? [];
        expect(chunks.flat()).toEqual(items);
        expect(chunks.slice(0, -1).every((chunk) => chunk.length === size)).toBe(true);
      },
    ),
  );
});

it('ranges from start in even steps, and never past the end', () => {
  const bound = fc.integer({ min: -50, max: 50 });
  fc.assert(
    fc.property(bound, bound, fc.integer({ min: 1, max: 7 }), (start, end, step) => {
      const numbers = range(start, end, start <= end ? step : -step) ?? [];
      expect(numbers[0]).toBe(start);
      expect(Math.abs(end - (numbers.at(-1) ?? NaN))).toBeLessThan(step);
    }),
  );
});
