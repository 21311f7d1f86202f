import { type Authorizer } from '../iam/access';
import { authorizeAll } from '../iam/rights';
import { type KeyRing, type KeyUse, keyRights } from '../kms/key-rights';
import { type BucketStore } from './bucket-store';
import { type S3Call } from './call';

/** An object, or what is about to be one, with its stored headers. */
export interface EncryptedObject {
  readonly bucketName: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Checks the rights on the key that an object is encrypted with, if it is a KMS key. */
export type UseKey = (object: EncryptedObject, ...actions: KeyUse['actions']) => void;

/**
 * With a bucket key, S3 encrypts in the name of the bucket, else of the object.
 * Source: S3 User Guide, "Using server-side encryption with AWS KMS keys", "Encryption context".
 */
export function keyUser(
  store: BucketStore,
  ring: KeyRing,
  authorizer: Authorizer,
): (context: S3Call['context']) => UseKey {
  return (context) =>
    ({ bucketName, key, headers }, ...actions) => {
      if (!headers['x-amz-server-side-encryption']?.startsWith('aws:kms')) return;
      const { encryption } = store.get(bucketName).configuration;
      const bucketArn = `arn:aws:s3:::${bucketName}`;
      const rights = keyRights(ring, {
        service: 's3',
        key: headers['x-amz-server-side-encryption-aws-kms-key-id'],
        actions,
        encryptionContext: {
          'aws:s3:arn': encryption?.bucketKeyEnabled ? bucketArn : `${bucketArn}/${key}`,
        },
      });
      authorizeAll(authorizer, context.caller, rights);
    };
}
