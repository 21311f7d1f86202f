import { type FileHandle, open } from 'node:fs/promises';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  type CompletedPart,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

/** At least 5 MiB by S3's rule; with its 10,000 parts an output may have 80 GiB. */
const PART_BYTES = 8 * 1024 * 1024;

export interface UploadTarget {
  readonly bucket: string;
  readonly key: string;
  /** KMS key of the output's encryption. */
  readonly kmsKeyId?: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Stores a file as an object: at once, or in parts. Each request carries a buffer, not a stream, because the SDK
 * retries only what it can send again.
 */
export async function uploadFile(s3: S3Client, path: string, target: UploadTarget): Promise<void> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > PART_BYTES) await uploadParts(s3, file, size, target);
    else {
      const Body = await readPart(file, 0, size);
      await s3.send(new PutObjectCommand({ ...object(target), ...encryption(target), Body }), {
        abortSignal: target.signal,
      });
    }
  } finally {
    await file.close();
  }
}

async function uploadParts(
  s3: S3Client,
  file: FileHandle,
  size: number,
  target: UploadTarget,
): Promise<void> {
  const abort = { abortSignal: target.signal };
  const { UploadId } = await s3.send(
    new CreateMultipartUploadCommand({ ...object(target), ...encryption(target) }),
    abort,
  );
  const upload = { ...object(target), UploadId };
  try {
    const Parts: CompletedPart[] = [];
    for (let start = 0; start < size; start += PART_BYTES) {
      const PartNumber = Parts.length + 1;
      const Body = await readPart(file, start, Math.min(PART_BYTES, size - start));
      const { ETag } = await s3.send(new UploadPartCommand({ ...upload, PartNumber, Body }), abort);
      Parts.push({ ETag, PartNumber });
    }
    await s3.send(
      new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }),
      abort,
    );
  } catch (error) {
    await s3.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
    throw error;
  }
}

async function readPart(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
  if (bytesRead !== length) throw new Error(`Read ${bytesRead} of ${length} bytes at ${start}`);
  return buffer;
}

function object({ bucket, key }: UploadTarget): { Bucket: string; Key: string } {
  return { Bucket: bucket, Key: key };
}

function encryption({ kmsKeyId }: UploadTarget) {
  return kmsKeyId ? { ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: kmsKeyId } : {};
}
