import fc from 'fast-check';
import { type Retrier } from '../../../../local/stepfunctions/definition/states';
import {
  newRetryCounters,
  nextRetryDelay,
} from '../../../../local/stepfunctions/interpreter/retry';

function retrier(fields: Partial<Retrier>): Retrier {
  return {
    ErrorEquals: ['States.ALL'],
    IntervalSeconds: 1,
    BackoffRate: 2,
    MaxAttempts: 3,
    JitterStrategy: 'NONE',
    ...fields,
  };
}

/** The delays in seconds until the retriers give up. */
function delays(retriers: readonly Retrier[], errors: readonly string[], random = 1): number[] {
  const counters = newRetryCounters(retriers);
  const result: number[] = [];
  for (const error of errors) {
    const delay = nextRetryDelay(retriers, counters, error, () => random);
    if (delay === undefined) break;
    result.push(delay / 1000);
  }
  return result;
}

const ten = Array<string>(10).fill('Boom');

it.each([
  ['the defaults', {}, [1, 2, 4]],
  ['an interval', { IntervalSeconds: 5 }, [5, 10, 20]],
  ['no backoff', { BackoffRate: 1 }, [1, 1, 1]],
  ['a fractional backoff', { BackoffRate: 1.5 }, [1, 1.5, 2.25]],
  ['a longest delay', { IntervalSeconds: 3, MaxDelaySeconds: 5 }, [3, 5, 5]],
  ['no attempts', { MaxAttempts: 0 }, []],
])('waits with %s', (_, fields, expected) => {
  expect(delays([retrier(fields)], ten)).toEqual(expected);
});

it('counts for each retrier of its own, and takes the first that names the error', () => {
  const retriers = [
    retrier({ ErrorEquals: ['A'], MaxAttempts: 1 }),
    retrier({ ErrorEquals: ['States.ALL'], MaxAttempts: 2, IntervalSeconds: 10 }),
  ];
  expect(delays(retriers, ['A', 'B', 'B', 'B'])).toEqual([1, 10, 20]);
});

it('does not fall through to a later retrier when the first one has none left', () => {
  const retriers = [retrier({ ErrorEquals: ['A'], MaxAttempts: 1 }), retrier({})];
  expect(delays(retriers, ['A', 'A'])).toEqual([1]);
});

it('does not retry what no retrier names', () => {
  expect(delays([retrier({ ErrorEquals: ['A'] })], ['B'])).toEqual([]);
});

it('jitters between nothing and the whole delay', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
      const full = retrier({ JitterStrategy: 'FULL', MaxAttempts: 2 });
      const [first = NaN, second = NaN] = delays([full], ten, random);
      expect(first).toBeCloseTo(random, 9);
      expect(second).toBeCloseTo(2 * random, 9);
    }),
  );
});
