import fc from 'fast-check';
import { packMiniBatches } from '../../../local/sagemaker/mini-batches';
import { splitRecords } from '../../../local/sagemaker/record-splitter';
import { chunked, collect, objectBytes } from './bytes';

async function* from(records: readonly (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const record of records) yield Buffer.from(record);
}

test('MultiRecord fills a payload to its last byte', async () => {
  const batches = await collect(
    packMiniBatches(from(['ab\n', 'c\n', 'd\n', 'ef\n']), 'MultiRecord', 5),
  );
  expect(batches.map(({ body, records }) => [body.toString(), records])).toEqual([
    ['ab\nc\n', 2],
    ['d\nef\n', 2],
  ]);
});

test('SingleRecord sends each record alone', async () => {
  const batches = await collect(packMiniBatches(from(['a\n', 'b\n']), 'SingleRecord', 5));
  expect(batches.map(({ body }) => body.toString())).toEqual(['a\n', 'b\n']);
});

test('no records, no request', async () => {
  expect(await collect(packMiniBatches(from([]), 'MultiRecord', 5))).toEqual([]);
});

test('no payload exceeds the limit, none could take the next record, nothing is lost or reordered', async () => {
  await fc.assert(
    fc.asyncProperty(objectBytes, fc.integer({ min: 1, max: 100 }), async (bytes, limit) => {
      const records = await collect(splitRecords(chunked(bytes, []), 'Line', bytes.length + 1));
      fc.pre(records.every(({ length }) => length <= limit));
      const batches = await collect(packMiniBatches(from(records), 'MultiRecord', limit));
      let next = 0;
      for (const batch of batches) {
        expect(batch.body.length).toBeLessThanOrEqual(limit);
        next += batch.records;
        const following = records[next]?.length ?? Infinity;
        expect(batch.body.length + following).toBeGreaterThan(limit);
      }
      expect(Buffer.concat(batches.map(({ body }) => body)).equals(bytes)).toBe(true);
    }),
  );
});
