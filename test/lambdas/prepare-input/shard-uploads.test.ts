import { type PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { RunLayout } from '../../../domain/run/layout';
import { ShardUploads } from '../../../lambdas/prepare-input/shard-uploads';
import { RunStore } from '../../../lambdas/shared/run-store';

const layout = new RunLayout('nightly');

/** An S3 that keeps what it is given, and refuses a key that ends as told. */
function memoryS3(refused?: string) {
  const objects = new Map<string, string>();
  const client = new S3Client({ region: 'eu-west-1' });
  client.middlewareStack.add(
    () =>
      ({ input }) => {
        const { Key = '', Body } = input as PutObjectCommand['input'];
        if (refused !== undefined && Key.endsWith(refused))
          return Promise.reject(new Error('SlowDown'));
        if (Body instanceof Uint8Array) objects.set(Key, Buffer.from(Body).toString('utf8'));
        return Promise.resolve({ output: { $metadata: {} }, response: {} });
      },
    { step: 'initialize' },
  );
  return { objects, store: new RunStore(client, 'data-bucket') };
}

/** A line of that many bytes with its newline. */
const lineOf = (id: number, bytes: number): string => `line ${id} `.padEnd(bytes - 1, 'x');

/** As preparePart fills them. */
async function fill(shards: ShardUploads, bytes: readonly number[]): Promise<number[]> {
  for (const [id, size] of bytes.entries()) {
    shards.add(lineOf(id, size), { id });
    if (shards.full) await shards.cut();
  }
  return shards.finish();
}

test('every record lies in one shard, in order, and no shard has more than it may', async () => {
  const maxBytes = 1000;
  const sizes = fc.array(fc.constantFrom(10, 100, maxBytes / 2, maxBytes, maxBytes * 2), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(sizes, fc.integer({ min: 1, max: 7 }), async (bytes, recordsPerShard) => {
      const { objects, store } = memoryS3();
      const records = await fill(new ShardUploads(store, layout, recordsPerShard, maxBytes), bytes);

      const linesOf = (key: string) => (objects.get(key) ?? '').split('\n').slice(0, -1);
      const inputs = records.map((_, shard) => linesOf(layout.input(1, shard)));
      const references = records.map((_, shard) => linesOf(layout.references(shard)));
      expect(inputs.map((lines) => lines.length)).toEqual(records);
      expect(inputs.flat()).toEqual(bytes.map((size, id) => lineOf(id, size)));
      expect(references.flat()).toEqual(bytes.map((_, id) => `{"id":${id}}`));
      expect(objects.size).toBe(2 * records.length);
      for (const lines of inputs) {
        const weights = lines.map((line) => Buffer.byteLength(line) + 1);
        expect(lines.length).toBeLessThanOrEqual(recordsPerShard);
        // Whatever the last record weighs, those before it left room.
        const before = weights.slice(0, -1).reduce((sum, weight) => sum + weight, 0);
        expect(before).toBeLessThan(maxBytes);
      }
    }),
    { numRuns: 30 },
  );
});

test.each(['input/00000.jsonl', 'references/00003.jsonl'])(
  'an upload that fails (%s) fails the whole, at the latest at its end',
  async (refused) => {
    const shards = new ShardUploads(memoryS3(refused).store, layout, 1);
    const filling = fill(shards, [10, 10, 10, 10, 10, 10]);
    await expect(filling).rejects.toThrow('SlowDown');
  },
);

test('nothing added, nothing written', async () => {
  const { objects, store } = memoryS3();
  expect(await new ShardUploads(store, layout, 2).finish()).toEqual([]);
  expect(objects.size).toBe(0);
});
