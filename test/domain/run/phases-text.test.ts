import { phasesText } from '../../../domain/run/phases-text';

test.each([
  [
    { prepare: 5, provision: 180, transform: 1200, score: 8 },
    'prepare 5 s, provision 3 min 0 s, transform 20 min 0 s, score 8 s',
  ],
  [{ prepare: 5, provision: null, transform: null, score: null }, 'prepare 5 s'],
  [{ prepare: null, provision: null, transform: null, score: null }, ''],
])('%j is told as %s', (phases, text) => {
  expect(phasesText(phases)).toBe(text);
});
