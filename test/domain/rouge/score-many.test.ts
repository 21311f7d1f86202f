import { score, scoreMany } from '../../../domain/rouge';

test('scores pair after pair, no further than it is asked', () => {
  let taken = 0;
  function* pairs(): Generator<readonly [string, string | readonly string[]]> {
    for (const reference of ['a b', ['c', 'a'], 'x']) {
      taken++;
      yield ['a', reference];
    }
  }
  const scores = scoreMany(pairs(), { types: ['rouge1'] });
  expect(scores.next().value).toEqual(score('a', 'a b', { types: ['rouge1'] }));
  expect(scores.next().value).toEqual(score('a', ['c', 'a'], { types: ['rouge1'] }));
  expect(taken).toBe(2);
});

test('refuses options before the first pair is taken', () => {
  expect(() => scoreMany([], { types: [] }).next()).toThrow(RangeError);
});
