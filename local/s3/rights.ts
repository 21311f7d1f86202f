import { type ConditionContext } from '../iam/access';
import { type Right } from '../iam/rights';
import { type BucketStore } from './bucket-store';
import { type S3Call, header } from './call';
import { readCopySource } from './copy-source';

/** The rights that a call needs by what it names; what an object's key needs, `key-use.ts` asks. */
export type S3RightsOf = (call: S3Call) => readonly Right[];

/**
 * The rights of S3's operations. Objects of DeleteObjects are asked for one by one, see `objectRight`.
 * Source: Service Authorization Reference, "... for Amazon S3"; S3 User Guide, "Required permissions
 * for Amazon S3 API operations".
 */
export function s3Rights(store: BucketStore) {
  const bucket =
    (action: string, contextOf: (call: S3Call) => ConditionContext = () => ({})): S3RightsOf =>
    (call) => [bucketRight(store, action, call.bucketName, contextOf(call))];
  const object =
    (action: string): S3RightsOf =>
    (call) => {
      const name = call.query.has('versionId') ? ofVersion(action) : action;
      return [objectRight(store, name, call.bucketName, call.key, objectContext(call))];
    };
  const read =
    (action: string): S3RightsOf =>
    (call) => [
      ...object(action)(call),
      ...(call.query.has('versionId') ? [] : ifMissing(store, call.bucketName, call.key)),
    ];
  const copy: S3RightsOf = (call) => {
    const source = readCopySource(header(call, 'x-amz-copy-source') ?? '');
    const isVersion = source.versionId !== undefined;
    const action = isVersion ? ofVersion('GetObject') : 'GetObject';
    return [
      objectRight(store, action, source.bucketName, source.key),
      ...(isVersion ? [] : ifMissing(store, source.bucketName, source.key)),
      ...object('PutObject')(call),
    ];
  };

  return {
    ListBuckets: (): readonly Right[] => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
    GetBucketVersioning: bucket('GetBucketVersioning'),
    PutBucketVersioning: bucket('PutBucketVersioning'),
    GetBucketEncryption: bucket('GetEncryptionConfiguration'),
    PutBucketEncryption: bucket('PutEncryptionConfiguration'),
    DeleteBucketEncryption: bucket('PutEncryptionConfiguration'),
    GetBucketPolicy: bucket('GetBucketPolicy'),
    PutBucketPolicy: bucket('PutBucketPolicy'),
    DeleteBucketPolicy: bucket('DeleteBucketPolicy'),
    GetPublicAccessBlock: bucket('GetBucketPublicAccessBlock'),
    PutPublicAccessBlock: bucket('PutBucketPublicAccessBlock'),
    DeletePublicAccessBlock: bucket('PutBucketPublicAccessBlock'),
    GetBucketTagging: bucket('GetBucketTagging'),
    PutBucketTagging: bucket('PutBucketTagging'),
    DeleteBucketTagging: bucket('PutBucketTagging'),
    GetBucketNotificationConfiguration: bucket('GetBucketNotification'),
    PutBucketNotificationConfiguration: bucket('PutBucketNotification'),
    ListMultipartUploads: bucket('ListBucketMultipartUploads', listContext),
    GetBucketLocation: bucket('GetBucketLocation'),
    ListObjectVersions: bucket('ListBucketVersions', listContext),
    ListObjectsV2: bucket('ListBucket', listContext),
    ListObjects: bucket('ListBucket', listContext),
    DeleteObjects: (): readonly Right[] => [],
    CreateBucket: bucket('CreateBucket'),
    DeleteBucket: bucket('DeleteBucket'),
    HeadBucket: bucket('ListBucket'),
    CreateMultipartUpload: object('PutObject'),
    UploadPartCopy: copy,
    UploadPart: object('PutObject'),
    CompleteMultipartUpload: object('PutObject'),
    AbortMultipartUpload: object('AbortMultipartUpload'),
    ListParts: object('ListMultipartUploadParts'),
    PutObjectTagging: object('PutObjectTagging'),
    GetObjectTagging: object('GetObjectTagging'),
    DeleteObjectTagging: object('DeleteObjectTagging'),
    CopyObject: copy,
    PutObject: object('PutObject'),
    GetObject: read('GetObject'),
    HeadObject: read('GetObject'),
    DeleteObject: object('DeleteObject'),
  };
}

/** One version takes a right of its own: `GetObjectVersion`, `GetObjectVersionTagging`. */
export function ofVersion(action: string): string {
  return action.replace('Object', 'ObjectVersion');
}

export function objectRight(
  store: BucketStore,
  action: string,
  bucketName: string,
  key: string,
  context: ConditionContext = {},
): Right {
  return rightOn(store, action, bucketName, `arn:aws:s3:::${bucketName}/${key}`, context);
}

function bucketRight(
  store: BucketStore,
  action: string,
  bucketName: string,
  context: ConditionContext,
): Right {
  return rightOn(store, action, bucketName, `arn:aws:s3:::${bucketName}`, context);
}

function rightOn(
  store: BucketStore,
  action: string,
  bucketName: string,
  resource: string,
  context: ConditionContext,
): Right {
  const policy = store.has(bucketName) ? store.get(bucketName).configuration.policy : undefined;
  return {
    action: `s3:${action}`,
    resource,
    context,
    ...(policy !== undefined && {
      resourcePolicy: { resourceArn: `arn:aws:s3:::${bucketName}`, document: policy },
    }),
  };
}

/**
 * That an object is not there is told only to those who may list the bucket; to others it is
 * forbidden. Source: S3 API Reference, "GetObject", "Permissions".
 */
function ifMissing(store: BucketStore, bucketName: string, key: string): readonly Right[] {
  if (!store.has(bucketName) || store.get(bucketName).summary(key)) return [];
  return [bucketRight(store, 'ListBucket', bucketName, {})];
}

/** Source: S3 User Guide, "Amazon S3 condition key examples". */
function listContext({ query }: S3Call): ConditionContext {
  const given = (name: string, key: string): ConditionContext => {
    const value = query.get(name);
    return value === null ? {} : { [key]: value };
  };
  return {
    ...given('prefix', 's3:prefix'),
    ...given('delimiter', 's3:delimiter'),
    ...given('max-keys', 's3:max-keys'),
  };
}

const ENCRYPTION_HEADERS = [
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
];

function objectContext(call: S3Call): ConditionContext {
  return Object.fromEntries(
    ENCRYPTION_HEADERS.flatMap((name) => {
      const value = header(call, name);
      return value === undefined ? [] : [[`s3:${name}`, value]];
    }),
  );
}
