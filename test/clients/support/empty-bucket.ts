import {
  DeleteObjectsCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';

/** Deletes all objects of a bucket, with all versions and delete markers. */
export async function emptyBucket(client: S3Client, Bucket: string): Promise<void> {
  for (;;) {
    // What was listed is gone with the next turn: always the first page.
    const page = await client.send(new ListObjectVersionsCommand({ Bucket }));
    const found = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    if (found.length === 0) return;
    const Objects = found.map(({ Key, VersionId }) => ({ Key, VersionId }));
    const { Errors } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    if (Errors) throw new Error(`${Bucket}: ${JSON.stringify(Errors[0])}`);
  }
}

/** The same for each bucket of the application's stacks: as in AWS, only an empty one goes with its stack. */
export async function emptyApplicationBuckets(client: S3Client): Promise<void> {
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  for (const { Name = '' } of Buckets) {
    if (Name.startsWith('text2textbatch-')) await emptyBucket(client, Name);
  }
}
