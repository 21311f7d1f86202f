import fc from 'fast-check';

/** Objects in which line feeds are frequent. */
export const objectBytes = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: fc.nat(255) }, { weight: 1, arbitrary: fc.constant(10) }),
    {
      maxLength: 200,
    },
  )
  .map((bytes) => Buffer.from(bytes));

/** The bytes in chunks of the given lengths, then the rest. */
export async function* chunked(bytes: Buffer, lengths: readonly number[]): AsyncGenerator<Buffer> {
  let start = 0;
  for (const length of lengths) {
    yield bytes.subarray(start, start + length);
    start += length;
  }
  yield bytes.subarray(start);
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
