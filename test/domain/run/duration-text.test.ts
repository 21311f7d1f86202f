import { durationText } from '../../../domain/run/duration-text';

test.each([
  [0, '0 s'],
  [8.6, '9 s'],
  [59.4, '59 s'],
  [59.5, '1 min 0 s'],
  [125, '2 min 5 s'],
  [3599.4, '59 min 59 s'],
  [3599.5, '1 h 0 min'],
  [3725, '1 h 2 min'],
  [90_000, '25 h 0 min'],
])('%d seconds are %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
