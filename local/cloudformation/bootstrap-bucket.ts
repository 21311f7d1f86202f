import { type S3Service } from '../s3/service';
import { type StackPlace } from './new-stack';

/**
 * Makes the bucket of assets that `cdk bootstrap` would have made, if it is not there. The CDK's
 * command line asks whose it is and how it is kept, and warns of one that is open.
 */
export async function bootstrapBucket(
  s3: S3Service,
  { region, accountId }: StackPlace,
): Promise<void> {
  const name = `cdk-hnb659fds-assets-${accountId}-${region}`;
  if (s3.hasBucket(name)) return;
  await s3.createBucket(name, {
    encryption: { algorithm: 'AES256' },
    publicAccessBlock: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
  });
}
