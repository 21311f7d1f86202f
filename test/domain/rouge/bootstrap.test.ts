import { bootstrap, evaluateRouge, numpyMean, scoreColumns } from '../../../domain/rouge';
import { type GoldenBootstrap, type GoldenPair, goldenRows } from './golden';

const pairs = goldenRows<GoldenPair>('debian_lead.jsonl');
const PARTS = ['precision', 'recall', 'fmeasure'] as const;

describe.each(goldenRows<GoldenBootstrap>('bootstrap.jsonl'))(
  'BootstrapAggregator on the first $first pairs, seed $seed, stemmer $use_stemmer',
  (golden) => {
    const predictions = pairs.slice(0, golden.first).map((pair) => pair.prediction);
    const references = pairs.slice(0, golden.first).map((pair) => pair.reference ?? '');
    const options = { useStemmer: golden.use_stemmer };
    const columns = scoreColumns(predictions, references, options);

    test('low, mid and high are equal to the last bit', () => {
      const aggregate = bootstrap(columns, {
        seed: golden.seed,
        samples: golden.n_samples,
        confidence: golden.confidence_interval,
      });
      expect(aggregate).toEqual(golden.aggregate);
    });

    test("numpy's mean is equal to the last bit", () => {
      const types = Object.keys(golden.mean) as (keyof typeof golden.mean)[];
      for (const type of types) {
        for (const part of PARTS) {
          expect(numpyMean(columns[type][part])).toBe(golden.mean[type][part]);
        }
      }
    });

    test('evaluate prints the same four numbers', () => {
      const printed = evaluateRouge(predictions, references, { ...options, seed: golden.seed });
      expect(printed).toEqual(golden.evaluate);
    });
  },
);

describe('bad arguments', () => {
  const one = Float64Array.of(0.5);
  const column = { precision: one, recall: one, fmeasure: one };

  test.each([-1, 0.5, 2 ** 32, NaN])('seed %s', (seed) => {
    expect(() => bootstrap({ rouge1: column }, { seed })).toThrow(/seed is .*valid: an integer/);
  });

  test.each([0, 1, NaN])('confidence %s', (confidence) => {
    expect(() => bootstrap({ rouge1: column }, { seed: 1, confidence })).toThrow(/confidence is/);
  });

  test('samples 0', () => {
    expect(() => bootstrap({ rouge1: column }, { seed: 1, samples: 0 })).toThrow(/samples is 0/);
  });

  test('columns of different length', () => {
    const uneven = { ...column, recall: new Float64Array(2) };
    expect(() => bootstrap({ rouge2: uneven }, { seed: 1 })).toThrow(
      /columns\.rouge2 has 1, 2 and 1 values/,
    );
  });
});
