import fc from 'fast-check';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { AwsChunkedDecoder } from '../../../local/s3/aws-chunked';

async function decode(pieces: readonly Buffer[]) {
  const decoder = new AwsChunkedDecoder();
  const data = await buffer(Readable.from(pieces, { objectMode: false }).pipe(decoder));
  return { data, trailers: Object.fromEntries(decoder.trailers) };
}

/** Errors do not travel along `pipe`; here they are those of the decoder itself. */
async function decodeText(text: string) {
  const decoder = new AwsChunkedDecoder();
  decoder.end(Buffer.from(text, 'latin1'));
  return (await buffer(decoder)).toString('latin1');
}

function encode(chunks: readonly Uint8Array[], signed: boolean, trailers: string): Buffer {
  const extension = signed ? `;chunk-signature=${'0'.repeat(64)}` : '';
  const parts = chunks.flatMap((chunk) => [
    Buffer.from(`${chunk.length.toString(16)}${extension}\r\n`),
    chunk,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...parts, Buffer.from(`0${extension}\r\n${trailers}\r\n`)]);
}

function cut(data: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.map((at) => at % (data.length + 1)))].sort((a, b) => a - b);
  return [...places, data.length].map((end, at) => data.subarray(places[at - 1] ?? 0, end));
}

test('the data come out whole wherever the network cuts', async () => {
  const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(chunks, fc.boolean(), fc.array(fc.nat(400)), async (parts, signed, cuts) => {
      const body = encode(parts, signed, 'x-amz-checksum-crc32:AAAAAA==\r\n');
      const { data, trailers } = await decode(cut(body, cuts));
      expect(data.equals(Buffer.concat(parts))).toBe(true);
      expect(trailers).toEqual({ 'x-amz-checksum-crc32': 'AAAAAA==' });
    }),
  );
});

test('a trailer is not needed', async () => {
  expect(await decodeText('3\r\nabc\r\n0\r\n\r\n')).toBe('abc');
});

test('the empty line at the end is not needed', async () => {
  expect(await decodeText('3\r\nabc\r\n0\r\n')).toBe('abc');
});

test.each([
  ['ends within a chunk', '5\r\nabc', 'IncompleteBody'],
  ['ends before the last chunk', '3\r\nabc\r\n', 'IncompleteBody'],
  ['has a size that is no number', 'xyz\r\n', 'InvalidRequest'],
  ['has more data than announced', '1\r\nabc\r\n0\r\n\r\n', 'InvalidRequest'],
  ['has a trailer without a name', '0\r\n:x\r\n\r\n', 'InvalidRequest'],
  ['never ends its line', 'a'.repeat(9000), 'InvalidRequest'],
])('a body that %s is refused', async (_what, body, code) => {
  await expect(decodeText(body)).rejects.toMatchObject({ code });
});
