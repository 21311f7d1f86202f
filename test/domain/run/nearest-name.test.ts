import fc from 'fast-check';
import { nearestName } from '../../../domain/run/nearest-name';

const FIELDS = ['dataset', 'prompt', 'model', 'hyperParameters', 'transform', 'rouge'];

test.each([
  { name: 'promt', near: 'prompt' },
  { name: 'hyperparameters', near: 'hyperParameters' },
  { name: 'hyper_parameters', near: 'hyperParameters' },
  { name: 'modle', near: 'model' },
  { name: 'MODEL', near: 'model' },
  { name: 'output', near: undefined },
  { name: 'x', near: undefined },
])('$name -> $near', ({ name, near }) => {
  expect(nearestName(name, FIELDS)).toBe(near);
});

test('among several near names the nearest one', () => {
  expect(nearestName('rouge2', ['rouge1', 'rougeL', 'rouge2'])).toBe('rouge2');
  expect(nearestName('text_input', ['text', 'text_inputs'])).toBe('text_inputs');
});

test('one typing error in a name of three letters or more is always found', () => {
  const word = fc.stringMatching(/^[a-z]{3,20}$/);
  fc.assert(
    fc.property(word, fc.nat(), fc.stringMatching(/^[a-z]$/), (name, at, letter) => {
      const place = at % name.length;
      const typo = name.slice(0, place) + letter + name.slice(place + 1);
      expect(nearestName(typo, [name])).toBe(name);
    }),
  );
});
