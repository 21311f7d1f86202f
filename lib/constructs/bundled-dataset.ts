import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { objectUri, type ObjectLocation } from '../../domain/run/s3-uri';

/**
 * A data set that is deployed with the application: an asset in the bucket that `cdk bootstrap` made.
 * Whoever may get the object can decrypt it, with the AWS managed key as well as with a key of the
 * bootstrap's own: both key policies let every principal of the account decrypt by way of S3.
 * Source: aws-cdk's bootstrap-template.yaml.
 */
export class BundledDataset extends Construct {
  readonly location: ObjectLocation;
  /** `s3://bucket/key`, the bucket a token until the stack is deployed. */
  readonly uri: string;

  /** @param path of the file */
  constructor(scope: Construct, id: string, path: string) {
    super(scope, id);
    const asset = new Asset(this, 'Asset', { path });
    this.location = { bucket: asset.s3BucketName, key: asset.s3ObjectKey };
    this.uri = objectUri(this.location);
  }
}
