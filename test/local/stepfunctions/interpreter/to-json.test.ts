import fc from 'fast-check';
import { toJson } from '../../../../local/stepfunctions/interpreter/to-json';

it('leaves JSON as it is, with any key', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const value: unknown = JSON.parse(text);
      expect(JSON.stringify(toJson(value))).toBe(JSON.stringify(value));
    }),
  );
});

it.each([
  [{ a: undefined, b: 1 }, { b: 1 }],
  [
    [1 / 0, -1 / 0, NaN],
    ['Infinity', '-Infinity', 'NaN'],
  ],
  [Object.assign([1], { sequence: true }), [1]],
  [undefined, undefined],
])('makes %j plain', (value, expected) => {
  expect(toJson(value)).toStrictEqual(expected);
});

it.each([[() => 1], [{ deep: [() => 1] }], [{ _jsonata_lambda: true }]])('refuses %j', (value) => {
  expect(() => toJson(value)).toThrow('which is not JSON');
});
