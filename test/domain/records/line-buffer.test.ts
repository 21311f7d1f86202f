import fc from 'fast-check';
import { LineBuffer } from '../../../domain/records/line-buffer';

test('holds the UTF-8 bytes of each line and its newline, and counts them', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 300 })), (lines) => {
      const buffer = new LineBuffer();
      for (const line of lines) buffer.add(line);
      const expected = Buffer.from(lines.map((line) => `${line}\n`).join(''));
      expect(buffer.length).toBe(expected.length);
      expect(buffer.take().equals(expected)).toBe(true);
    }),
  );
});

test('grows for a line that is longer than all it has held', () => {
  const buffer = new LineBuffer();
  buffer.add('first');
  const long = 'ไ'.repeat(1_000_000);
  buffer.add(long);
  expect(buffer.take().toString()).toBe(`first\n${long}\n`);
});

test('what was taken does not change when the next lines come', () => {
  const buffer = new LineBuffer();
  buffer.add('one');
  const taken = buffer.take();
  buffer.add('two');
  expect(taken.toString()).toBe('one\n');
  expect(buffer.take().toString()).toBe('two\n');
});
