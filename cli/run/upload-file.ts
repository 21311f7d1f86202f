import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { CliError } from '../shared/cli-error';

/**
 * Uploads a file under its name.
 * @param folder of the run, since what others have put into the bucket must not be overwritten
 * @returns its key in the bucket
 * @throws CliError when it cannot be read
 */
export async function uploadFile(
  s3: S3Client,
  bucket: string,
  folder: string,
  path: string,
): Promise<string> {
  await access(path).catch((cause: unknown) => {
    throw new CliError(`${path} cannot be read: ${(cause as Error).message}`, { cause });
  });
  const key = `${folder}/${basename(path)}`;
  await new Upload({
    client: s3,
    params: {
      Bucket: bucket,
      Key: key,
      Body: createReadStream(path),
      ContentType: 'application/jsonlines',
    },
  }).done();
  return key;
}
