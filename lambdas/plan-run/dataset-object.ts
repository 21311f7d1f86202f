import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { splitLines, type Line } from '../../domain/records/line-splitter';
import { DatasetNotFound, DatasetTooLarge } from '../../domain/run/errors';
import { type DatasetObject } from '../../domain/run/plan';
import { objectUri, type ObjectLocation } from '../../domain/run/s3-uri';
import { openObject } from '../shared/run-store';

/**
 * prepare-input reads, renders and uploads at least 20 MB/s and has 15 minutes: 18 GB. Two thirds
 * of it leave room for a slow day; until data sets have parts, more than that is refused.
 */
const MAX_DATASET_BYTES = 12 * 1024 ** 3;

/** Looks at an object without reading it. @throws DatasetNotFound */
export async function inspectObject(
  s3: S3Client,
  location: ObjectLocation,
): Promise<DatasetObject> {
  const uri = objectUri(location);
  const head = await s3
    .send(new HeadObjectCommand({ Bucket: location.bucket, Key: location.key }))
    .catch((cause: unknown) => {
      const { name, message } = cause as Error;
      const why =
        name === 'NotFound' || name === 'NoSuchKey' || name === 'NoSuchBucket'
          ? 'it does not exist'
          : `S3 answers ${name}: ${message}`;
      throw new DatasetNotFound(
        `${uri} cannot be read: ${why}. Check bucket and key; the deployment reads its data bucket ` +
          'and the datasetBuckets of its config',
        { cause },
      );
    });
  return { ...location, etag: head.ETag ?? '', bytes: head.ContentLength ?? 0 };
}

/**
 * Refuses what one function could not read in time. With a limit only the beginning is read.
 * @throws DatasetTooLarge
 */
export function refuseTooLarge(
  dataset: DatasetObject,
  references: DatasetObject | null,
  limit: number | null,
): void {
  const bytes = (limit === null ? dataset.bytes : 0) + (references?.bytes ?? 0);
  if (bytes <= MAX_DATASET_BYTES) return;
  const both =
    references === null ? '' : ` and its references ${objectUri(references)} have together`;
  throw new DatasetTooLarge(
    `${objectUri(dataset)}${both || ' has'} ${bytes} bytes; one run reads at most ` +
      `${MAX_DATASET_BYTES}: split it into several, or set dataset.limit`,
  );
}

/** The first line that is not blank, or undefined for an object without one. */
export async function readFirstLine(
  s3: S3Client,
  object: DatasetObject,
): Promise<Line | undefined> {
  if (object.bytes === 0) return undefined;
  const stream = await openObject(s3, object, object.etag);
  try {
    for await (const lines of splitLines(stream as AsyncIterable<Uint8Array>)) {
      const first = lines.find(({ text }) => text.trim() !== '');
      if (first) return first;
    }
    return undefined;
  } finally {
    // The rest is not wanted: closing the stream closes the connection.
    stream.destroy();
  }
}
