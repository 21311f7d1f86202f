import { type IncomingHttpHeaders } from 'node:http';
import { AwsError } from '../gateway/aws-error';
import { type BucketConfiguration } from './bucket-configuration';
import { checksumHeader } from './checksums';
import { notImplemented } from './errors';
import { type ObjectMetadata } from './object-metadata';

type StoredHeaders = Pick<ObjectMetadata, 'headers' | 'userMetadata'>;

/** Kept from an upload and returned with the object. Source: S3 API Reference, "PutObject". */
const KEPT_HEADERS = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
  'x-amz-website-redirect-location',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
] as const;

/** Asked for by the request, and nothing here would do it. */
const REFUSED_HEADERS = [
  'x-amz-tagging',
  'x-amz-object-lock-mode',
  'x-amz-object-lock-legal-hold',
  'x-amz-server-side-encryption-customer-algorithm',
  'x-amz-write-offset-bytes',
] as const;

const META_PREFIX = 'x-amz-meta-';

/** Reads what an upload says of its object; throws NotImplemented for what cannot be kept. */
export function readStoredHeaders(
  requestHeaders: IncomingHttpHeaders,
  configuration: BucketConfiguration,
): StoredHeaders {
  refuseUnsupported(requestHeaders);
  const headers: Record<string, string> = {
    'content-type': 'binary/octet-stream',
    ...defaultEncryption(configuration),
  };
  for (const name of KEPT_HEADERS) {
    const value = requestHeaders[name]?.toString();
    if (value !== undefined && value !== '') headers[name] = value;
  }
  removeTransferCoding(headers);
  const userMetadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(requestHeaders)) {
    if (name.startsWith(META_PREFIX) && value !== undefined) {
      userMetadata[name.slice(META_PREFIX.length)] = value.toString();
    }
  }
  return { headers, userMetadata };
}

/** Headers of an object's answer, less length and range. */
export function objectHeaders(
  metadata: ObjectMetadata,
  withChecksum: boolean,
): Record<string, string> {
  const { checksum, partCount } = metadata;
  const headers: Record<string, string> = {
    ...metadata.headers,
    'accept-ranges': 'bytes',
    etag: quoteEtag(metadata.etag),
    'last-modified': new Date(metadata.lastModified).toUTCString(),
  };
  for (const [name, value] of Object.entries(metadata.userMetadata)) {
    headers[META_PREFIX + name] = value;
  }
  if (partCount !== undefined) headers['x-amz-mp-parts-count'] = String(partCount);
  if (withChecksum && checksum) {
    headers[checksumHeader(checksum.algorithm)] = checksum.value;
    headers['x-amz-checksum-type'] = checksum.type;
  }
  return headers;
}

/** `x-amz-server-side-encryption...` of an upload's answer. */
export function encryptionHeaders(metadata: StoredHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(metadata.headers).filter(([name]) =>
      name.startsWith('x-amz-server-side-encryption'),
    ),
  );
}

export const quoteEtag = (etag: string): string => `"${etag}"`;

/** S3 encrypts everything, with its own keys unless the bucket says otherwise. */
function defaultEncryption({ encryption }: BucketConfiguration): Record<string, string> {
  const headers = { 'x-amz-server-side-encryption': encryption?.algorithm ?? 'AES256' };
  if (encryption?.kmsKeyId === undefined) return headers;
  return { ...headers, 'x-amz-server-side-encryption-aws-kms-key-id': encryption.kmsKeyId };
}

/** `aws-chunked` is how the body travelled, not what it is. */
function removeTransferCoding(headers: Record<string, string>): void {
  const codings = headers['content-encoding']?.split(/\s*,\s*/) ?? [];
  const rest = codings.filter((coding) => coding !== 'aws-chunked').join(',');
  if (rest === '') delete headers['content-encoding'];
  else headers['content-encoding'] = rest;
}

function refuseUnsupported(headers: IncomingHttpHeaders): void {
  const refused = REFUSED_HEADERS.find((name) => headers[name] !== undefined);
  if (refused) throw notImplemented(`the header ${refused}`);
  const acl = headers['x-amz-acl'];
  if (acl !== undefined && acl !== 'bucket-owner-full-control') {
    throw new AwsError(
      'AccessControlListNotSupported',
      `The bucket does not allow ACLs, here '${acl.toString()}'; valid is bucket-owner-full-control`,
    );
  }
}
