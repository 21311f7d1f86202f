import fc from 'fast-check';
import { RecordTooLargeError, splitRecords } from '../../../local/sagemaker/record-splitter';
import { chunked, collect, objectBytes } from './bytes';

const NO_LIMIT = 1_000_000;

async function split(text: string, splitType: 'None' | 'Line' = 'Line'): Promise<string[]> {
  const records = await collect(splitRecords(chunked(Buffer.from(text), []), splitType, NO_LIMIT));
  return records.map(String);
}

test('a record keeps the line feed that ends it; the last one may have none', async () => {
  expect(await split('a\nbc\nd')).toEqual(['a\n', 'bc\n', 'd']);
  expect(await split('a\nbc\n')).toEqual(['a\n', 'bc\n']);
});

test('an empty line is a record, a carriage return is an ordinary byte', async () => {
  expect(await split('a\r\n\n\nb')).toEqual(['a\r\n', '\n', '\n', 'b']);
});

test('an empty object has no records', async () => {
  expect(await split('')).toEqual([]);
  expect(await split('', 'None')).toEqual([]);
});

test('SplitType None gives the whole object', async () => {
  expect(await split('a\nb\n', 'None')).toEqual(['a\nb\n']);
});

test('a record over the limit is named by its number', async () => {
  const records = splitRecords(chunked(Buffer.from('ab\nabc\n'), [1, 5]), 'Line', 3);
  await expect(collect(records)).rejects.toThrow(new RecordTooLargeError(2, 3));
});

test('any chunking of the bytes gives the same records, and together they are the object', async () => {
  await fc.assert(
    fc.asyncProperty(objectBytes, fc.array(fc.nat(40)), async (bytes, cuts) => {
      const records = await collect(splitRecords(chunked(bytes, cuts), 'Line', NO_LIMIT));
      const whole = await collect(splitRecords(chunked(bytes, []), 'Line', NO_LIMIT));
      expect(records.map((record) => record.toString('hex'))).toEqual(
        whole.map((record) => record.toString('hex')),
      );
      expect(Buffer.concat(records).equals(bytes)).toBe(true);
      for (const record of records.slice(0, -1)) {
        expect(record.indexOf('\n')).toBe(record.length - 1);
      }
    }),
  );
});

test('the limit holds to the byte', async () => {
  await fc.assert(
    fc.asyncProperty(
      objectBytes,
      fc.array(fc.nat(40)),
      fc.integer({ min: 1, max: 12 }),
      async (bytes, cuts, max) => {
        const lengths = (await collect(splitRecords(chunked(bytes, []), 'Line', NO_LIMIT))).map(
          ({ length }) => length,
        );
        const limited = collect(splitRecords(chunked(bytes, cuts), 'Line', max));
        if (lengths.every((length) => length <= max)) {
          expect((await limited).map(({ length }) => length)).toEqual(lengths);
        } else {
          await expect(limited).rejects.toThrow(RecordTooLargeError);
        }
      },
    ),
  );
});
