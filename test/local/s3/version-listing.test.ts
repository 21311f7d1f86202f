import fc from 'fast-check';
import { KeyIndex } from '../../../local/s3/key-index';
import { type ListingPosition } from '../../../local/s3/listing';
import { listVersions, type VersionPage } from '../../../local/s3/version-listing';

const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', '!'), minLength: 1, maxLength: 5 });
const scene = fc.record({
  counts: fc.dictionary(key, fc.integer({ min: 1, max: 4 }), { maxKeys: 20 }),
  prefix: fc.constantFrom('', 'a', 'a/', 'b'),
  delimiter: fc.constantFrom('', '/'),
  maxKeys: fc.integer({ min: 1, max: 6 }),
});

/** Reads the listing to its end, as a client does. */
function pages(list: (from: ListingPosition, versionIdMarker?: string) => VersionPage) {
  const seen: VersionPage[] = [];
  let from: ListingPosition = { after: '' };
  let versionIdMarker: string | undefined;
  for (;;) {
    const page = list(from, versionIdMarker);
    seen.push(page);
    if (!page.next) return seen;
    const { keyMarker } = page.next;
    versionIdMarker = page.next.versionIdMarker;
    from = versionIdMarker === undefined ? { afterPrefix: keyMarker } : { after: keyMarker };
  }
}

test('pages of any size together are all versions, each once, the newest of its key first', () => {
  fc.assert(
    fc.property(scene, ({ counts, prefix, delimiter, maxKeys }) => {
      const index = new KeyIndex(Object.entries(counts));
      const ids = (of: string) => Array.from({ length: counts[of] ?? 0 }, (_, at) => `v${at}`);
      const seen = pages((from, versionIdMarker) =>
        listVersions(index, ids, { prefix, delimiter, maxKeys, from, versionIdMarker }),
      );
      const isRolledUp = (of: string) => delimiter !== '' && of.includes('/', prefix.length);
      const listed = index.keys().filter((of) => of.startsWith(prefix));
      const expected = listed
        .filter((of) => !isRolledUp(of))
        .flatMap((of) =>
          ids(of).map((versionId, at) => ({ key: of, versionId, isLatest: at === 0 })),
        );
      expect(seen.flatMap(({ versions }) => versions)).toEqual(expected);
      const prefixes = new Set(
        listed.filter(isRolledUp).map((of) => of.slice(0, of.indexOf('/', prefix.length) + 1)),
      );
      expect(seen.flatMap(({ commonPrefixes }) => commonPrefixes)).toEqual([...prefixes]);
      for (const { versions, commonPrefixes } of seen) {
        expect(versions.length + commonPrefixes.length).toBeLessThanOrEqual(maxKeys);
      }
    }),
  );
});

test('a page goes on with what is left of a key whose marker was deleted', () => {
  const index = new KeyIndex([['a', undefined]]);
  const query = { prefix: '', delimiter: '', maxKeys: 10, from: { after: 'a' } };
  const page = listVersions(index, () => ['v1', 'v2'], { ...query, versionIdMarker: 'gone' });
  expect(page.versions.map(({ versionId }) => versionId)).toEqual(['v1', 'v2']);
});
