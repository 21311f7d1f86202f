import fc from 'fast-check';
import { cutText } from '../../../domain/run/cut-text';

test('a text that fits stays as it is', () => {
  expect(cutText('as it is', 8)).toBe('as it is');
});

test('what is left out is marked, within the length', () => {
  expect(cutText('a'.repeat(100), 20)).toBe(`${'a'.repeat(10)} ... (cut)`);
});

test('a character of two units is kept whole or left out', () => {
  // 10 units are kept, of which the last would be half of the second 😀.
  expect(cutText(`${'a'.repeat(7)}😀😀${'b'.repeat(20)}`, 20)).toBe('aaaaaaa😀 ... (cut)');
});

test('whatever the text, the result fits and has UTF-8', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(fc.integer({ min: 0xd800, max: 0xdfff })),
      fc.integer({ min: 11, max: 50 }),
      (text, surrogates, length) => {
        const cut = cutText(text + String.fromCharCode(...surrogates) + text, length);
        expect(cut.length).toBeLessThanOrEqual(length);
        expect(Buffer.from(cut).toString()).toBe(cut);
      },
    ),
  );
});
