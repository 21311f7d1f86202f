import { RemovalPolicy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { StorageStack } from '../../../lib/stacks/storage-stack';
import { testApp } from '../support/synthesize';

function storage(removalPolicy = RemovalPolicy.RETAIN): Template {
  const props = {
    env: { region: 'us-east-1' },
    encryptionKeyArn: null,
    rawRetentionDays: 7,
    removalPolicy,
  };
  return Template.fromStack(new StorageStack(testApp(), 'Storage', props));
}

/** The buckets' definitions, the data bucket (which logs) first. */
function buckets(template: Template) {
  return Object.values(template.findResources('AWS::S3::Bucket')).sort(
    (left, right) =>
      Number('LoggingConfiguration' in (right.Properties as object)) -
      Number('LoggingConfiguration' in (left.Properties as object)),
  );
}

describe('StorageStack', () => {
  it('encrypts data with the key, few calls to KMS; access logs as S3 can deliver them', () => {
    const [data, accessLogs] = buckets(storage()).map(({ Properties }) => Properties as object);
    expect(data).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            ServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: {
                'Fn::GetAtt': [expect.stringMatching(/^StorageEncryptionKey/), 'Arn'],
              },
            },
            BucketKeyEnabled: true,
          },
        ],
      },
    });
    expect(accessLogs).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
    });
  });

  it('blocks public access to both buckets', () => {
    const template = storage();
    template.resourceCountIs('AWS::S3::Bucket', 2);
    template.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  it('tells EventBridge of its objects, without a function that could change every bucket', () => {
    const template = storage();
    template.hasResourceProperties('AWS::S3::Bucket', {
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    template.resourceCountIs('AWS::Lambda::Function', 0);
  });

  it('refuses requests without TLS 1.2 to both buckets', () => {
    const template = storage();
    template.resourceCountIs('AWS::S3::BucketPolicy', 2);
    for (const condition of [
      { Bool: { 'aws:SecureTransport': 'false' } },
      { NumericLessThan: { 's3:TlsVersion': 1.2 } },
    ]) {
      template.allResourcesProperties('AWS::S3::BucketPolicy', {
        PolicyDocument: Match.objectLike({
          Statement: Match.arrayWith([
            Match.objectLike({ Effect: 'Deny', Action: 's3:*', Condition: condition }),
          ]),
        }),
      });
    }
  });

  it('keeps old versions of data for 30 days, aborts incomplete uploads after 7, expires scored raw files', () => {
    storage().hasResourceProperties('AWS::S3::Bucket', {
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: [
          Match.objectLike({
            Status: 'Enabled',
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          }),
          Match.objectLike({
            Status: 'Enabled',
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            ExpiredObjectDeleteMarker: true,
          }),
          {
            Id: 'ExpireScoredRawFiles',
            Status: 'Enabled',
            Prefix: 'runs/',
            TagFilters: [{ Key: 'text2text-batch:raw', Value: 'scored' }],
            ExpirationInDays: 7,
          },
        ],
      },
    });
  });

  it('logs access to the data bucket into the other, by bucket policy, and expires the logs', () => {
    const template = storage();
    template.hasResourceProperties('AWS::S3::Bucket', {
      LoggingConfiguration: {
        DestinationBucketName: { Ref: Match.stringLikeRegexp('^StorageAccessLogs') },
        LogFilePrefix: 'data/',
      },
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: Match.stringLikeRegexp('^StorageAccessLogs') },
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 's3:PutObject',
            Principal: { Service: 'logging.s3.amazonaws.com' },
            Condition: Match.objectLike({
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
            }),
          }),
        ]),
      },
    });
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 365 })] },
    });
  });

  it.each([
    [RemovalPolicy.RETAIN, 'Retain'],
    [RemovalPolicy.DESTROY, 'Delete'],
  ])('%s: both buckets', (removalPolicy, expected) => {
    const template = storage(removalPolicy);
    for (const bucket of buckets(template)) expect(bucket.DeletionPolicy).toBe(expected);
    // Nothing that could empty a bucket on its own.
    template.resourceCountIs('Custom::S3AutoDeleteObjects', 0);
  });
});
