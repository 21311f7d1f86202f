import fc from 'fast-check';
import { seededRandom } from '../../../../local/model-server/logits/random';
import { sample, type SamplingOptions } from '../../../../local/model-server/logits/sample';

const OPEN: SamplingOptions = { temperature: 1, topK: 0, topP: 1 };
/** Probabilities 0.1, 0.4, 0.2, 0.3. */
const LOGITS = Float32Array.from([0.1, 0.4, 0.2, 0.3], Math.log);

/** Share of each index in `count` draws. */
function shares(options: Partial<SamplingOptions>, logits = LOGITS, count = 20_000): number[] {
  const random = seededRandom([1]);
  const counts = new Array<number>(logits.length).fill(0);
  for (let i = 0; i < count; i++) {
    const index = sample(logits, { ...OPEN, ...options }, random);
    counts[index] = (counts[index] ?? NaN) + 1;
  }
  return counts.map((each) => each / count);
}

/** 5 standard deviations of a share of 20,000 draws: 5 * sqrt(0.25 / 20,000) = 0.018. */
function expectShares(actual: number[], expected: number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((share, index) => {
    expect(Math.abs((actual[index] ?? NaN) - share)).toBeLessThan(0.018);
    if (share === 0) expect(actual[index]).toBe(0);
  });
}

test('draws by the probabilities', () => {
  expectShares(shares({}), [0.1, 0.4, 0.2, 0.3]);
});

test('top_k keeps the k likeliest', () => {
  expectShares(shares({ topK: 2 }), [0, 4 / 7, 0, 3 / 7]);
});

test('top_k keeps all that tie with the k-th', () => {
  expectShares(shares({ topK: 1 }, Float32Array.of(0, 1, 1)), [0, 0.5, 0.5]);
});

test('a top_k above the vocabulary keeps all', () => {
  expectShares(shares({ topK: 50 }), [0.1, 0.4, 0.2, 0.3]);
});

test('top_p keeps the likeliest that reach the probability, the last one included', () => {
  expectShares(shares({ topP: 0.65 }), [0, 4 / 7, 0, 3 / 7]);
  expectShares(shares({ topP: 0.75 }), [0, 4 / 9, 2 / 9, 3 / 9]);
});

test('top_p leaves out what comes when the probability is already reached', () => {
  expectShares(shares({ topP: 0.5 }, Float32Array.of(0, 0, 0, 0)), [0.5, 0.5, 0, 0]);
});

test.each([-Infinity, NaN])('a row of nothing but %p gives the first token', (logit) => {
  expectShares(shares({ topK: 2, topP: 0.9 }, Float32Array.of(logit, logit, logit)), [1, 0, 0]);
});

test('top_p counts what top_k has left', () => {
  // Of 4/7 and 3/7 the first alone reaches 0.5; of 0.4 it would not.
  expectShares(shares({ topK: 2, topP: 0.5 }), [0, 1, 0, 0]);
});

test.each([[{ topP: 0 }], [{ temperature: 0 }], [{ topK: 1 }]])(
  '%j takes the likeliest',
  (options) => {
    expectShares(shares(options), [0, 1, 0, 0]);
  },
);

test('temperature 0.5 squares the probabilities', () => {
  expectShares(shares({ temperature: 0.5 }), [0.01 / 0.3, 0.16 / 0.3, 0.04 / 0.3, 0.09 / 0.3]);
});

test('a banned token (-Infinity) is never drawn', () => {
  expectShares(shares({}, Float32Array.of(-Infinity, 0, -Infinity, 0)), [0, 0.5, 0, 0.5]);
});

test('always gives an index of the row, and leaves the row as it is', () => {
  const row = fc.float32Array({ minLength: 1, maxLength: 50, noNaN: true, min: -1024, max: 1024 });
  const options = fc.record({
    temperature: fc.double({ min: 0, max: 5, noNaN: true }),
    topK: fc.nat(60),
    topP: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(row, options, draw, (logits, settings, number) => {
      const before = logits.slice();
      const index = sample(logits, settings, () => number);
      expect(logits[index]).toBeDefined();
      expect(logits).toEqual(before);
    }),
    { numRuns: 1000 },
  );
});
