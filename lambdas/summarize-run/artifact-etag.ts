import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { parseObjectUri } from '../../domain/run/s3-uri';

/**
 * The ETag of the model's artefact, so that results say which weights answered. Null where this
 * function has no right to look: JumpStart's buckets belong to AWS, and the version names the weights.
 */
export async function artifactETag(modelDataUrl: string, s3: S3Client): Promise<string | null> {
  const { bucket, key } = parseObjectUri(modelDataUrl, '');
  try {
    const { ETag } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return ETag ?? null;
  } catch (error) {
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (status === 403 || status === 404) return null;
    throw error;
  }
}
