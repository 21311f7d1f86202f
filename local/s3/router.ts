import { notImplemented } from './errors';
import { AwsError } from '../gateway/aws-error';
import { type S3Call } from './call';

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly on: 'service' | 'bucket' | 'object';
  /** Parameter that must stand in the query. */
  readonly query?: string;
  /** Header that must be there. */
  readonly header?: string;
}

const COPY = 'x-amz-copy-source';

/** Settings that are only replaced. */
const UNDELETABLE = new Set(['BucketVersioning', 'BucketNotificationConfiguration']);

/** The first route that fits is taken: those with a query or header stand before those without. */
const ROUTES: readonly Route[] = [
  { operation: 'ListBuckets', method: 'GET', on: 'service' },

  ...settingRoutes('BucketVersioning', 'versioning'),
  ...settingRoutes('BucketEncryption', 'encryption'),
  ...settingRoutes('BucketPolicy', 'policy'),
  ...settingRoutes('PublicAccessBlock', 'publicAccessBlock'),
  ...settingRoutes('BucketTagging', 'tagging'),
  ...settingRoutes('BucketNotificationConfiguration', 'notification'),
  { operation: 'ListMultipartUploads', method: 'GET', on: 'bucket', query: 'uploads' },
  { operation: 'GetBucketLocation', method: 'GET', on: 'bucket', query: 'location' },
  { operation: 'ListObjectVersions', method: 'GET', on: 'bucket', query: 'versions' },
  { operation: 'ListObjectsV2', method: 'GET', on: 'bucket', query: 'list-type' },
  { operation: 'DeleteObjects', method: 'POST', on: 'bucket', query: 'delete' },
  { operation: 'CreateBucket', method: 'PUT', on: 'bucket' },
  { operation: 'DeleteBucket', method: 'DELETE', on: 'bucket' },
  { operation: 'HeadBucket', method: 'HEAD', on: 'bucket' },
  { operation: 'ListObjects', method: 'GET', on: 'bucket' },

  { operation: 'CreateMultipartUpload', method: 'POST', on: 'object', query: 'uploads' },
  { operation: 'UploadPartCopy', method: 'PUT', on: 'object', query: 'uploadId', header: COPY },
  { operation: 'UploadPart', method: 'PUT', on: 'object', query: 'uploadId' },
  { operation: 'CompleteMultipartUpload', method: 'POST', on: 'object', query: 'uploadId' },
  { operation: 'AbortMultipartUpload', method: 'DELETE', on: 'object', query: 'uploadId' },
  { operation: 'ListParts', method: 'GET', on: 'object', query: 'uploadId' },
  { operation: 'PutObjectTagging', method: 'PUT', on: 'object', query: 'tagging' },
  { operation: 'GetObjectTagging', method: 'GET', on: 'object', query: 'tagging' },
  { operation: 'DeleteObjectTagging', method: 'DELETE', on: 'object', query: 'tagging' },
  { operation: 'CopyObject', method: 'PUT', on: 'object', header: COPY },
  { operation: 'PutObject', method: 'PUT', on: 'object' },
  { operation: 'GetObject', method: 'GET', on: 'object' },
  { operation: 'HeadObject', method: 'HEAD', on: 'object' },
  { operation: 'DeleteObject', method: 'DELETE', on: 'object' },
];

/**
 * Parameters that make another operation of a request, S3's "subresources". One that no route has
 * must not fall through to the plain operation: `PUT key?acl` is no PutObject.
 */
const SUBRESOURCES = new Set(
  (
    'abac accelerate acl analytics attributes cors delete encryption intelligent-tiering inventory ' +
    'legal-hold lifecycle location logging metadataConfiguration metadataTable metrics notification ' +
    'object-lock ownershipControls partNumber policy policyStatus publicAccessBlock ' +
    'replication requestPayment restore retention select session tagging torrent uploadId uploads ' +
    'versioning versions website'
  ).split(' '),
);

/** Name of the operation that the request asks for; throws NotImplemented or MethodNotAllowed. */
export function route(call: S3Call): string {
  const { method = '', headers } = call.request;
  const on = call.bucketName === '' ? 'service' : call.key === '' ? 'bucket' : 'object';
  const found = ROUTES.find(
    (candidate) =>
      candidate.method === method &&
      candidate.on === on &&
      (candidate.query === undefined || call.query.has(candidate.query)) &&
      (candidate.header === undefined || headers[candidate.header] !== undefined),
  );
  const subresource = [...call.query.keys()].find((name) => SUBRESOURCES.has(name));
  if (found && (found.query !== undefined || isPlain(subresource, method))) return found.operation;
  if (subresource !== undefined) {
    // SDKs name their operation in `x-id`.
    const name = call.query.get('x-id') ?? `${method} of a ${on}`;
    throw notImplemented(`${name} (?${subresource})`);
  }
  throw new AwsError('MethodNotAllowed', `${method} is not allowed on a ${on}`, 405, {
    Method: method,
    ResourceType: on.toUpperCase(),
  });
}

function settingRoutes(name: string, query: string): Route[] {
  const on = 'bucket';
  const remove = UNDELETABLE.has(name)
    ? []
    : [{ operation: `Delete${name}`, method: 'DELETE', on, query } as const];
  return [
    { operation: `Get${name}`, method: 'GET', on, query },
    { operation: `Put${name}`, method: 'PUT', on, query },
    ...remove,
  ];
}

/** `partNumber` alone is a GetObject of one part, which that operation answers for itself. */
function isPlain(subresource: string | undefined, method: string): boolean {
  return subresource === undefined || (subresource === 'partNumber' && method !== 'PUT');
}
