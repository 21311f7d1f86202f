import { createHash } from 'node:crypto';
import { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { Transform, type TransformCallback, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AwsError } from '../gateway/aws-error';
import { AwsChunkedDecoder } from './aws-chunked';
import {
  CHECKSUM_ALGORITHMS,
  checksumHeader,
  createChecksum,
  type RunningChecksum,
} from './checksums';
import { badDigest } from './errors';
import { type ChecksumAlgorithm } from './object-metadata';

/** What a body turned out to be. */
export interface BodyFacts {
  /** Bytes after decoding. */
  readonly size: number;
  /** Hex. */
  readonly md5: string;
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly value: string } | undefined;
}

/** Streams that a request's body has to pass, and the verdict after it has. */
export interface BodyReader {
  readonly transforms: readonly Transform[];
  /** Call when the streams have ended. Rejects with BadDigest and the like. */
  verify(): Promise<BodyFacts>;
}

/** Documents (policies, lists of parts or keys) stay far below this: 10,000 parts have about 2 MB. */
const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;

/**
 * Reads a body as its headers describe it: aws-chunked or plain, with the checksums to verify.
 * `fallback` is computed when the request names no algorithm of its own.
 */
export function bodyReader(headers: IncomingHttpHeaders, fallback?: ChecksumAlgorithm): BodyReader {
  const decoder = isAwsChunked(headers) ? new AwsChunkedDecoder() : undefined;
  const algorithm = requestedAlgorithm(headers) ?? fallback;
  const sha256 = headers['x-amz-content-sha256']?.toString() ?? '';
  const digests = new DigestingStream(
    algorithm && createChecksum(algorithm),
    // Anything else is a word: UNSIGNED-PAYLOAD, STREAMING-...
    /^[0-9a-f]{64}$/.test(sha256) ? createChecksum('SHA256') : undefined,
  );
  return {
    transforms: decoder ? [decoder, digests] : [digests],
    async verify() {
      verifyLength(headers, digests.size);
      const md5 = digests.md5.digest();
      verifyDigest('Content-MD5', headers['content-md5']?.toString(), md5.toString('base64'));
      if (digests.payloadHash) await verifyPayloadHash(sha256, digests.payloadHash);
      const facts = { size: digests.size, md5: md5.toString('hex') };
      if (!algorithm || !digests.checksum) return { ...facts, checksum: undefined };
      const value = await digests.checksum.digest();
      verifyDigest(algorithm, expectedChecksum(headers, decoder, algorithm), value);
      return { ...facts, checksum: { algorithm, value } };
    },
  };
}

/** Reads and verifies a body that is a document. */
export async function readDocument(request: IncomingMessage): Promise<string> {
  const reader = bodyReader(request.headers);
  const chunks: Buffer[] = [];
  let bytes = 0;
  const collector = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      chunks.push(chunk);
      done(bytes > MAX_DOCUMENT_BYTES ? documentTooLong() : null);
    },
  });
  await pipeline([request, ...reader.transforms, collector]);
  await reader.verify();
  return Buffer.concat(chunks).toString('utf8');
}

function documentTooLong(): AwsError {
  return new AwsError(
    'MaxMessageLengthExceeded',
    `A document may have ${MAX_DOCUMENT_BYTES} bytes`,
  );
}

/** Lets bytes pass and takes their measures. */
class DigestingStream extends Transform {
  readonly md5 = createHash('md5');
  size = 0;

  constructor(
    readonly checksum: RunningChecksum | undefined,
    readonly payloadHash: RunningChecksum | undefined,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.size += chunk.length;
    this.md5.update(chunk);
    this.checksum?.update(chunk);
    this.payloadHash?.update(chunk);
    done(null, chunk);
  }
}

function isAwsChunked(headers: IncomingHttpHeaders): boolean {
  return (
    headers['content-encoding']?.includes('aws-chunked') === true ||
    headers['x-amz-content-sha256']?.toString().startsWith('STREAMING-') === true
  );
}

function requestedAlgorithm(headers: IncomingHttpHeaders): ChecksumAlgorithm | undefined {
  const trailer = headers['x-amz-trailer']?.toString().toLowerCase() ?? '';
  const declared = headers['x-amz-sdk-checksum-algorithm']?.toString().toUpperCase();
  return (
    CHECKSUM_ALGORITHMS.find((name) => headers[checksumHeader(name)] !== undefined) ??
    CHECKSUM_ALGORITHMS.find((name) => trailer.split(/\s*,\s*/).includes(checksumHeader(name))) ??
    CHECKSUM_ALGORITHMS.find((name) => name === declared)
  );
}

function expectedChecksum(
  headers: IncomingHttpHeaders,
  decoder: AwsChunkedDecoder | undefined,
  algorithm: ChecksumAlgorithm,
): string | undefined {
  const name = checksumHeader(algorithm);
  const expected = headers[name]?.toString() ?? decoder?.trailers.get(name);
  if (expected === undefined && headers['x-amz-trailer']?.toString().toLowerCase() === name) {
    throw new AwsError('MalformedTrailerError', `The trailer ${name} was announced and not sent`);
  }
  return expected;
}

function verifyLength(headers: IncomingHttpHeaders, size: number): void {
  const expected = headers['x-amz-decoded-content-length']?.toString();
  if (expected !== undefined && Number(expected) !== size) {
    throw new AwsError('IncompleteBody', `${size} bytes came instead of the ${expected} announced`);
  }
}

function verifyDigest(name: string, expected: string | undefined, actual: string): void {
  if (expected !== undefined && expected !== actual) throw badDigest(name, expected, actual);
}

async function verifyPayloadHash(expectedHex: string, hash: RunningChecksum): Promise<void> {
  const actual = Buffer.from(await hash.digest(), 'base64').toString('hex');
  if (actual === expectedHex) return;
  throw new AwsError(
    'XAmzContentSHA256Mismatch',
    `The x-amz-content-sha256 header is '${expectedHex}', that of the data is '${actual}'`,
  );
}
