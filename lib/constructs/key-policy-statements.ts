import { ArnFormat, Aws, type Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RegionInfo } from 'aws-cdk-lib/region-info';

/** What a sender to an encrypted queue or topic needs: SQS and SNS ask for a data key, and check it. */
const SEND = ['kms:Decrypt', 'kms:GenerateDataKey*'];
/** In a key's policy the resource is the key itself; KMS accepts nothing narrower. */
const THIS_KEY = ['*'];

/**
 * The statements by which services use the deployment's key in their own name. Functions, the
 * Scheduler and SageMaker use it through roles, whose policies say so.
 * Sources: SNS developer guide, "Configure AWS KMS permissions"; SQS developer guide, "Configure KMS
 * permissions for AWS services"; CloudWatch Logs user guide, "Encrypt log data using AWS KMS".
 */
export function keyPolicyStatements(stack: Stack): iam.PolicyStatement[] {
  const ofThisAccount = { StringEquals: { 'aws:SourceAccount': stack.account } };
  return [
    new iam.PolicyStatement({
      sid: 'AlarmsPublishToTheEncryptedTopic',
      principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: SEND,
      resources: THIS_KEY,
      conditions: {
        ...ofThisAccount,
        // Any of the account: alarms come after the key, which cannot name them.
        ArnLike: {
          'aws:SourceArn': stack.formatArn({
            service: 'cloudwatch',
            resource: 'alarm',
            resourceName: '*',
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        },
      },
    }),
    new iam.PolicyStatement({
      sid: 'RulesSendToTheEncryptedQueue',
      principals: [new iam.ServicePrincipal('events.amazonaws.com')],
      actions: SEND,
      resources: THIS_KEY,
      // As the CDK does for a rule's encrypted queue: the rule's ARN would close a circle.
      conditions: ofThisAccount,
    }),
    new iam.PolicyStatement({
      sid: 'LogGroupsAreEncrypted',
      principals: [new iam.ServicePrincipal(logsPrincipal(stack.region))],
      actions: [
        'kms:Decrypt*',
        'kms:Describe*',
        'kms:Encrypt*',
        'kms:GenerateDataKey*',
        'kms:ReEncrypt*',
      ],
      resources: THIS_KEY,
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': stack.formatArn({
            service: 'logs',
            resource: 'log-group',
            resourceName: '*',
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        },
      },
    }),
  ];
}

/**
 * The only one of the services whose principal has the region, and the domain of the partition. For
 * a region that is younger than the CDK, CloudFormation knows the domain.
 */
function logsPrincipal(region: string): string {
  const { domainSuffix = Aws.URL_SUFFIX } = RegionInfo.get(region);
  return `logs.${region}.${domainSuffix}`;
}
