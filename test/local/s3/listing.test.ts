import fc from 'fast-check';
import { KeyIndex } from '../../../local/s3/key-index';
import { listKeys, type ListingPosition } from '../../../local/s3/listing';

const indexOf = (keys: readonly string[]) => new KeyIndex(keys.map((key) => [key, undefined]));

const page = (keys: string[], query: Partial<Parameters<typeof listKeys>[1]> = {}) =>
  listKeys(indexOf(keys), { prefix: '', delimiter: '', maxKeys: 1000, ...query });

test('keys come in the order of their UTF-8 bytes', () => {
  expect(page(['b', 'a/b', 'a', 'a!', '\u{1F600}', '\uFFFD', 'Z']).keys).toEqual([
    'Z',
    'a',
    'a!',
    'a/b',
    'b',
    '\uFFFD',
    '\u{1F600}',
  ]);
});

test('a prefix selects', () => {
  expect(page(['a', 'ab', 'ac/d', 'b'], { prefix: 'a' }).keys).toEqual(['a', 'ab', 'ac/d']);
});

test('a delimiter rolls up what lies below', () => {
  const keys = ['a/1', 'a/2', 'b', 'c/x/y'];
  expect(page(keys, { delimiter: '/' })).toMatchObject({
    keys: ['b'],
    commonPrefixes: ['a/', 'c/'],
  });
});

test('the delimiter counts behind the prefix only', () => {
  expect(page(['a/', 'a/b', 'a/c/d'], { prefix: 'a/', delimiter: '/' })).toMatchObject({
    keys: ['a/', 'a/b'],
    commonPrefixes: ['a/c/'],
  });
});

test('a page may begin after any key, also one that is not there', () => {
  expect(page(['a', 'c', 'e'], { from: { after: 'b' } }).keys).toEqual(['c', 'e']);
});

test('a page that begins before the prefix begins with the prefix', () => {
  expect(page(['a', 'p1', 'q'], { prefix: 'p', from: { after: 'a' } }).keys).toEqual(['p1']);
});

test('no keys are wanted: an empty page that is the last', () => {
  expect(page(['a'], { maxKeys: 0 })).toEqual({ keys: [], commonPrefixes: [], next: undefined });
});

test('a full last page has no successor', () => {
  expect(page(['a', 'b'], { maxKeys: 2 }).next).toBeUndefined();
});

const key = fc.string({
  unit: fc.constantFrom('a', 'b', '/', '!', '\u{10FFFF}', '\uFFFD'),
  minLength: 1,
  maxLength: 6,
});

test('pages of any size together are the whole listing, each entry once', () => {
  const scene = fc.record({
    keys: fc.uniqueArray(key, { maxLength: 40 }),
    prefix: fc.constantFrom('', 'a', 'a/', 'b'),
    delimiter: fc.constantFrom('', '/', '!/'),
    maxKeys: fc.integer({ min: 1, max: 7 }),
  });
  fc.assert(
    fc.property(scene, ({ keys, prefix, delimiter, maxKeys }) => {
      const index = indexOf(keys);
      const whole = listKeys(index, { prefix, delimiter, maxKeys: 1000 });
      const collected = { keys: [] as string[], commonPrefixes: [] as string[] };
      let from: ListingPosition | undefined;
      do {
        const next = listKeys(index, { prefix, delimiter, maxKeys, from });
        expect(next.keys.length + next.commonPrefixes.length).toBeLessThanOrEqual(maxKeys);
        collected.keys.push(...next.keys);
        collected.commonPrefixes.push(...next.commonPrefixes);
        from = next.next;
      } while (from);
      expect(collected).toEqual({ keys: whole.keys, commonPrefixes: whole.commonPrefixes });
    }),
  );
});

test('the whole listing is what a plain filter finds', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(key, { maxLength: 40 }),
      fc.constantFrom('', 'a', 'b/'),
      (keys, prefix) => {
        const expected = keys
          .filter((candidate) => candidate.startsWith(prefix))
          .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        expect(page(keys, { prefix }).keys).toEqual(expected);
      },
    ),
  );
});
