import { isPrintable } from '../../../domain/python-literal/printable';

test.each([
  [0x20, true],
  [0x1f, false],
  [0x7f, false],
  [0xa0, false],
  [0xad, false],
  [0x0e17, true],
  [0x0378, false],
  [0xd800, false],
  [0xe000, false],
  [0x1fae7, true], // Bubbles, Unicode 14
  [0x1fae8, false], // Shaking face, Unicode 15: CPython 3.11 does not know it
  [0x10ffff, false],
])('code point %i', (codePoint, printable) => {
  expect(isPrintable(codePoint)).toBe(printable);
});

test('what is printable in Unicode 14 is so in the newer Unicode of Node', () => {
  const others = /^[\p{C}\p{Zl}\p{Zp}\p{Zs}]$/u;
  const wrong: number[] = [];
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    const printableInNode = codePoint === 0x20 || !others.test(String.fromCodePoint(codePoint));
    if (isPrintable(codePoint) && !printableInNode) wrong.push(codePoint);
  }
  expect(wrong).toEqual([]);
});

test('Unicode 14 has 144,516 printable code points', () => {
  let printable = 0;
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    if (isPrintable(codePoint)) printable += 1;
  }
  expect(printable).toBe(144_516);
});
