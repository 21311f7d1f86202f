import { MersenneTwister } from '../../../domain/rouge/mersenne-twister';
import { goldenText } from './golden';

const golden = JSON.parse(goldenText('numpy_first_draws.json')) as {
  seed: number;
  draws: Record<string, number[]>;
};

test('draws what numpy.random.choice draws, limit after limit from one stream', () => {
  const random = new MersenneTwister(golden.seed);
  const draws = new Int32Array(8);
  // numpy drew in ascending order, which is the order of integer keys.
  for (const [limit, expected] of Object.entries(golden.draws)) {
    random.fillBelow(Number(limit), draws, 8);
    expect({ limit, draws: [...draws] }).toEqual({ limit, draws: expected });
  }
});

test('a long fill is the same stream as many short ones', () => {
  const long = new Int32Array(3000);
  new MersenneTwister(7).fillBelow(100, long, 3000);
  const random = new MersenneTwister(7);
  const short = new Int32Array(7);
  const joined: number[] = [];
  while (joined.length < 3000) {
    random.fillBelow(100, short, 7);
    joined.push(...short);
  }
  expect(joined.slice(0, 3000)).toEqual([...long]);
});
