import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { LineTooLong, splitLines, type Line } from '../../../domain/records/line-splitter';

const MEBIBYTE = 1024 * 1024;

async function linesOf(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const block of splitLines(chunks)) lines.push(...block);
  return lines;
}

/** The same, written down plainly: all bytes at once. */
function plainLines(bytes: Buffer): Line[] {
  const pieces: Buffer[] = [];
  let from = 0;
  while (from < bytes.length) {
    const newline = bytes.indexOf('\n', from);
    const to = newline === -1 ? bytes.length : newline;
    pieces.push(bytes.subarray(from, to));
    from = to + 1;
  }
  return pieces.map((piece, index) => ({
    number: index + 1,
    text: piece
      .toString('utf8')
      .replace(index === 0 ? /^\uFEFF/ : '', '')
      .replace(/\r$/, ''),
    utf8: isUtf8(piece),
  }));
}

/** Bytes in which line ends, byte order marks and broken UTF-8 are frequent. */
const bytes = fc
  .array(
    fc.oneof(
      fc
        .constantFrom('\n', '\r\n', '\r', '\uFEFF', 'a', '{"id": 1}', 'é', 'ไทย', '😀')
        .map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 3 }).map((array) => Buffer.from(array)),
    ),
    { maxLength: 40 },
  )
  .map((parts) => Buffer.concat(parts));

const cuts = fc.array(fc.nat(200), { maxLength: 20 });

function cut(whole: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [0, ...places, whole.length]
    .filter((place) => place <= whole.length)
    .sort((left, right) => left - right);
  return sorted.slice(1).map((to, index) => whole.subarray(sorted[index], to));
}

test('any bytes in any chunks give the lines of the whole', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, cuts, async (whole, places) => {
      expect(await linesOf(cut(whole, places))).toEqual(plainLines(whole));
    }),
    { numRuns: 500 },
  );
});

test.each([
  { name: 'nothing', text: '', lines: [] },
  { name: 'one line without an end', text: 'a', lines: ['a'] },
  { name: 'one line with an end', text: 'a\n', lines: ['a'] },
  { name: 'blank lines count', text: '\n\na\n\n', lines: ['', '', 'a', ''] },
  { name: 'CRLF', text: 'a\r\nb\r\n', lines: ['a', 'b'] },
  { name: 'CR within a line stays', text: 'a\rb\n', lines: ['a\rb'] },
  { name: 'a byte order mark at the start', text: '\uFEFFa\n\uFEFFb', lines: ['a', '\uFEFFb'] },
  { name: 'U+2028 ends no line: JSON may hold it', text: 'a\u2028b\n', lines: ['a\u2028b'] },
])('$name', async ({ text, lines }) => {
  const found = await linesOf([Buffer.from(text)]);
  expect(found.map((line) => line.text)).toEqual(lines);
  expect(found.map(({ number }) => number)).toEqual(lines.map((_, index) => index + 1));
});

test('tells which lines are not UTF-8, and decodes the others', async () => {
  const latin1 = Buffer.from('caf\xe9', 'latin1');
  const chunks = [Buffer.from('café\n'), latin1, Buffer.from('\nok')];
  expect(await linesOf(chunks)).toEqual([
    { number: 1, text: 'café', utf8: true },
    { number: 2, text: 'caf\uFFFD', utf8: false },
    { number: 3, text: 'ok', utf8: true },
  ]);
});

test('refuses a line that no record can be, by its number, without reading on', async () => {
  let chunks = 0;
  function* endless() {
    yield Buffer.from('first\n');
    for (;;) {
      chunks++;
      yield Buffer.alloc(MEBIBYTE, 'x');
    }
  }
  await expect(linesOf(endless())).rejects.toThrow(
    new LineTooLong(`line 2 is longer than ${101 * MEBIBYTE} bytes`),
  );
  expect(chunks).toBe(102);
});
