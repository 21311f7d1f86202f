import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { parseObjectUri } from '../../domain/run/s3-uri';

/**
 * The ETag of the model's artefact, so that results say which weights answered. Null where it
 * cannot be had, for whatever reason: a run that is scored must not fail over its provenance.
 */
export async function artifactETag(modelDataUrl: string, s3: S3Client): Promise<string | null> {
  const { bucket, key } = parseObjectUri(modelDataUrl, '');
  try {
    const { ETag } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return ETag ?? null;
  } catch {
    return null;
  }
}
