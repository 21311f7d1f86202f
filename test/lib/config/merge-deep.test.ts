import fc from 'fast-check';
import { mergeDeep } from '../../../lib/config/merge-deep';

describe('mergeDeep', () => {
  it('merges objects by field and replaces everything else', () => {
    const base = { a: { b: 1, c: [1, 2], d: { e: 1 } }, f: 'g' };
    const overlay = { a: { c: [3], d: null }, h: true };
    expect(mergeDeep(base, overlay)).toStrictEqual({
      a: { b: 1, c: [3], d: null },
      f: 'g',
      h: true,
    });
    expect(base).toStrictEqual({ a: { b: 1, c: [1, 2], d: { e: 1 } }, f: 'g' });
  });

  it('replaces whole what is one value, at any depth', () => {
    const base = { a: { whole: { x: 1, y: 2 } } };
    expect(mergeDeep(base, { a: { whole: { x: 3 } } }, ['whole'])).toStrictEqual({
      a: { whole: { x: 3 } },
    });
  });

  it('changes nothing with an empty overlay, nor with the same once more', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(object, object, (base, overlay) => {
        expect(mergeDeep(base, {})).toEqual(base);
        const merged = mergeDeep(base, overlay);
        expect(mergeDeep(merged, overlay)).toEqual(merged);
      }),
    );
  });
});
