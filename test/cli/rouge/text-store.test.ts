import fc from 'fast-check';
import { TextStore } from '../../../cli/rouge/text-store';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });

test('gives back each text or array of texts, once', () => {
  const texts = fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 }));
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 20 }), (all) => {
      const store = new TextStore();
      for (const each of all) store.add(each);
      expect(all.map((_, index) => store.take(index))).toEqual(all);
      expect(all.map((_, index) => store.take(index))).toEqual(all.map(() => undefined));
    }),
  );
});

test('keeps texts across chunks and longer than one', () => {
  const store = new TextStore();
  const texts = Array.from({ length: 3000 }, (_, k) => `${k} `.repeat(k === 9 ? 2_000_000 : 900));
  for (const each of texts) store.add(each);
  expect(texts.every((each, index) => store.has(index) && store.take(index) === each)).toBe(true);
  expect(store.has(9)).toBe(false);
  expect(store.take(3000)).toBeUndefined();
});
