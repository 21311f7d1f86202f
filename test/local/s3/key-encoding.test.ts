import fc from 'fast-check';
import { decodeKey, encodeKey } from '../../../local/s3/key-encoding';

/** Keys as they come from a request: well-formed text of any characters. */
const key = fc.string({ unit: 'binary', minLength: 1, maxLength: 100 });

test.each([
  ['results.json', 'results.json'],
  ['runs/r1/plan.json', 'runs%2Fr1%2Fplan.json'],
  ['..', '%2E.'],
  ['A', '%41'],
  ['ü', '%C3%BC'],
  ['100%', '100%25'],
])('%s', (text, name) => {
  expect(encodeKey(text)).toBe(name);
});

test('a name leads back to its key', () => {
  fc.assert(
    fc.property(key, (text) => {
      const name = encodeKey(text);
      expect(decodeKey(name)).toBe(name.startsWith('~') ? undefined : text);
    }),
  );
});

test('every name is a plain file name that a file system has room for', () => {
  fc.assert(
    fc.property(key, (text) => {
      expect(encodeKey(text)).toMatch(/^[a-z0-9_%~-][A-Za-z0-9_.%-]{0,254}$/);
    }),
  );
});

test('different keys have different names, also where case does not count', () => {
  fc.assert(
    fc.property(key, key, (a, b) => {
      fc.pre(a !== b);
      expect(encodeKey(a).toLowerCase()).not.toBe(encodeKey(b).toLowerCase());
    }),
  );
});

test('a key of 1,024 bytes has a name of 65 characters', () => {
  expect(encodeKey('k'.repeat(1024))).toMatch(/^~[0-9a-f]{64}$/);
});
