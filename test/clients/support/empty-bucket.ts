import { DeleteObjectsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { clientConfig } from '../../../local/gateway/client-config';

/** Deletes all objects of a bucket, with all versions and delete markers. */
export async function emptyBucket(endpoint: string, Bucket: string): Promise<void> {
  const client = new S3Client(clientConfig(endpoint, 'us-east-1'));
  try {
    for (;;) {
      // What was listed is gone with the next turn: always the first page.
      const page = await client.send(new ListObjectVersionsCommand({ Bucket }));
      const found = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
      if (found.length === 0) return;
      const Objects = found.map(({ Key, VersionId }) => ({ Key, VersionId }));
      const { Errors } = await client.send(
        new DeleteObjectsCommand({ Bucket, Delete: { Objects } }),
      );
      if (Errors) throw new Error(`${Bucket}: ${JSON.stringify(Errors[0])}`);
    }
  } finally {
    client.destroy();
  }
}
