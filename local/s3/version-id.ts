import { randomBytes } from 'node:crypto';
import { type BucketConfiguration } from './bucket-configuration';
import { type S3Call } from './call';
import { invalidArgument } from './errors';

/** Id of what was written while versioning was not on; a key has at most one such version. */
export const NULL_VERSION = 'null';

/**
 * Id of an object that is being written now: undefined, which stands for the version `null`, unless
 * versioning is on. Source: S3 User Guide, "How S3 Versioning works".
 */
export function newVersionId({ versioning }: BucketConfiguration): string | undefined {
  // 24 bytes are 32 characters of base64url, the length that AWS's ids have.
  return versioning === 'Enabled' ? randomBytes(24).toString('base64url') : undefined;
}

/** The id as clients see it. */
export function versionIdOf({ versionId }: { versionId?: string | undefined }): string {
  return versionId ?? NULL_VERSION;
}

/** `versionId` of a query or an entry; undefined: the current version. @throws AwsError InvalidArgument */
export function parseVersionId(text: string | null | undefined): string | undefined {
  if (text === null || text === undefined) return undefined;
  // The id becomes part of a file name: nothing that could lead to another directory.
  if (text === NULL_VERSION || /^[\w-]{32}$/.test(text)) return text;
  throw invalidArgument('versionId', text, "an id of ListObjectVersions, or 'null'");
}

/** `x-amz-version-id`, which buckets without versions do not send. */
export function versionHeaders(
  { versioning }: BucketConfiguration,
  version: { versionId?: string | undefined },
): Record<string, string> {
  return versioning === undefined ? {} : { 'x-amz-version-id': versionIdOf(version) };
}

/** The version that a copy was made of. */
export function tellSourceVersion(
  { response }: S3Call,
  source: BucketConfiguration,
  version: { versionId?: string | undefined },
): void {
  if (source.versioning === undefined) return;
  response.setHeader('x-amz-copy-source-version-id', versionIdOf(version));
}
