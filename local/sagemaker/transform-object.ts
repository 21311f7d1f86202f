import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Assembler, type AssembleWith } from './assembler';
import { bodyStream } from './body-stream';
import { inOrder } from './in-order';
import { type BatchStrategy, packMiniBatches } from './mini-batches';
import { objectContents } from './object-contents';
import { type SplitType, splitRecords } from './record-splitter';
import { type Slots } from './slots';
import { uploadFile, type UploadTarget } from './upload-file';

export interface ObjectTransform {
  readonly s3: S3Client;
  readonly input: { readonly bucket: string; readonly key: string };
  readonly output: Omit<UploadTarget, 'signal'>;
  readonly splitType: SplitType;
  readonly isGzip: boolean;
  readonly batchStrategy: BatchStrategy;
  readonly maxPayloadBytes: number;
  readonly assembleWith: AssembleWith;
  /** Requests of the whole instance, and how many of them one object may have in flight. */
  readonly slots: Slots;
  readonly window: number;
  readonly invoke: (payload: Buffer) => Promise<Buffer>;
  /** Folder for the temporary files. */
  readonly scratch: string;
  readonly signal: AbortSignal;
}

/**
 * Transforms one object: object -> records -> mini-batches -> answers -> `.out`. Memory holds the requests in
 * flight; the object and its answers pass through files, so that a slow model does not keep an S3 connection
 * waiting and S3 never sees half of an output. Any error means that nothing is written.
 */
export async function transformObject(transform: ObjectTransform): Promise<void> {
  const { s3, signal } = transform;
  const folder = await mkdtemp(join(transform.scratch, 'object-'));
  try {
    const inputPath = join(folder, 'input');
    await download(transform, inputPath);
    const outputPath = join(folder, 'output');
    const assembler = await Assembler.create(outputPath, transform.assembleWith);
    try {
      for await (const answer of answers(transform, inputPath)) await assembler.append(answer);
    } finally {
      await assembler.close();
    }
    await uploadFile(s3, outputPath, { ...transform.output, signal });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(transform: ObjectTransform, path: string): Promise<void> {
  const { s3, input, signal } = transform;
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: input.bucket, Key: input.key }), {
    abortSignal: signal,
  });
  await pipeline(bodyStream(Body), createWriteStream(path), { signal });
}

function answers(transform: ObjectTransform, path: string): AsyncIterable<Buffer> {
  const { splitType, batchStrategy, maxPayloadBytes, slots, window, invoke } = transform;
  const records = splitRecords(objectContents(path, transform.isGzip), splitType, maxPayloadBytes);
  const batches = packMiniBatches(records, batchStrategy, maxPayloadBytes);
  return inOrder(batches, slots, window, async ({ body }) => invoke(body));
}
