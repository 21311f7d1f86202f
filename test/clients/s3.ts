import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerProcess } from '../local/s3/server-process';
import { debianPython } from './support/command';
import { checkGigabyte } from './support/s3-gigabyte';
import { checkS3Cli } from './support/s3-cli';

/** Runs against an embedded S3 in a process of its own, with the bucket `memory`. */
async function withS3(
  work: (server: ServerProcess, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 't2t-clients-s3-'));
  const server = await ServerProcess.start(join(folder, 'data'));
  try {
    await work(server, folder);
  } finally {
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

export const checkS3ByAwsCli = (): Promise<void> =>
  withS3(({ endpoint }, folder) => checkS3Cli(endpoint, folder));

export const checkS3ByBoto3 = (): Promise<void> =>
  withS3(async ({ endpoint }) => {
    await debianPython('s3_boto3.py', [endpoint]);
  });

/** 1 GB by lib-storage and the SDK, and 100 clients at once meanwhile. */
export const checkS3GigabyteInFlatMemory = (): Promise<void> => withS3(checkGigabyte);
