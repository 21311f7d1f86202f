import fc from 'fast-check';
import { compileInput } from '../../../local/events/target-input';

const event = { detail: { status: 'FAILED', n: 2, quote: 'a "b"' }, resources: ['arn:one'] };

test('without an input the whole event goes in', () => {
  expect(JSON.parse(compileInput({})(event))).toEqual(event);
});

test('a constant goes in as it is', () => {
  expect(compileInput({ Input: '{"a":1}' })(event)).toBe('{"a":1}');
});

test.each([
  ['$', event],
  ['$.detail.n', 2],
  ['$.resources[0]', 'arn:one'],
  ['$.detail.none', null],
])('the part at %s', (InputPath, expected) => {
  expect(JSON.parse(compileInput({ InputPath })(event))).toEqual(expected);
});

test.each([
  ['{"s": <s>, "n": <n>}', { s: 'FAILED', n: 2 }],
  ['"status <s> of <n>"', 'status FAILED of 2'],
  ['{"quoted": "<q>", "bare": <q>}', { quoted: 'a "b"', bare: 'a "b"' }],
])('the template %s', (InputTemplate, expected) => {
  const InputPathsMap = { s: '$.detail.status', n: '$.detail.n', q: '$.detail.quote' };
  const payload = compileInput({ InputTransformer: { InputPathsMap, InputTemplate } })(event);
  expect(JSON.parse(payload)).toEqual(expected);
});

test('a variable that is not defined, and a path that is no simple one, are refused', () => {
  expect(() => compileInput({ InputTransformer: { InputTemplate: '<x>' } })).toThrow('<x>');
  expect(() => compileInput({ InputPath: '$..deep' })).toThrow('$..deep');
});

test('any text in an event makes a valid payload', () => {
  const transformer = {
    InputPathsMap: { t: '$.detail.t' },
    InputTemplate: '{"a": <t>, "b": "<t>"}',
  };
  const payloadOf = compileInput({ InputTransformer: transformer });
  fc.assert(
    fc.property(fc.string(), (t) => {
      expect(JSON.parse(payloadOf({ detail: { t } }))).toEqual({ a: t, b: t });
    }),
  );
});
