import { RemovalPolicy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { EncryptionKey } from '../../../lib/constructs/encryption-key';
import { KEY_ARN } from '../support/event-resources';
import { testStack } from '../support/synthesize';

function templateWith(keyArn: string | null, removalPolicy = RemovalPolicy.RETAIN): Template {
  const stack = testStack();
  const { key } = new EncryptionKey(stack, 'EncryptionKey', { keyArn, removalPolicy });
  new Queue(stack, 'Queue', { encryptionMasterKey: key });
  return Template.fromStack(stack);
}

/** A statement of the key's policy; `*` is the key itself there. */
const statement = (service: string, condition: object, action: unknown = Match.anyValue()) => ({
  KeyPolicy: {
    Statement: Match.arrayWith([
      Match.objectLike({
        Effect: 'Allow',
        Principal: { Service: service },
        Action: action,
        Resource: '*',
        Condition: condition,
      }),
    ]),
  },
});
const SEND = ['kms:Decrypt', 'kms:GenerateDataKey*'];
const OF_THIS_ACCOUNT = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };

describe('EncryptionKey', () => {
  it.each([
    [RemovalPolicy.RETAIN, 'Retain'],
    [RemovalPolicy.DESTROY, 'Delete'],
  ])('is made, rotates and is %s with its stack', (removalPolicy, DeletionPolicy) => {
    templateWith(null, removalPolicy).hasResource('AWS::KMS::Key', {
      Properties: { EnableKeyRotation: true },
      DeletionPolicy,
    });
  });

  it("lets the account's alarms publish to the encrypted topic", () => {
    const alarms = {
      'Fn::Join': ['', ['arn:aws:cloudwatch:us-east-1:', { Ref: 'AWS::AccountId' }, ':alarm:*']],
    };
    templateWith(null).hasResourceProperties(
      'AWS::KMS::Key',
      statement(
        'cloudwatch.amazonaws.com',
        { ...OF_THIS_ACCOUNT, ArnLike: { 'aws:SourceArn': alarms } },
        SEND,
      ),
    );
  });

  it("lets the account's rules send to the encrypted queue", () => {
    templateWith(null).hasResourceProperties(
      'AWS::KMS::Key',
      statement('events.amazonaws.com', OF_THIS_ACCOUNT, SEND),
    );
  });

  it("lets CloudWatch Logs encrypt the account's log groups", () => {
    const groups = {
      'Fn::Join': ['', ['arn:aws:logs:us-east-1:', { Ref: 'AWS::AccountId' }, ':log-group:*']],
    };
    templateWith(null).hasResourceProperties(
      'AWS::KMS::Key',
      statement('logs.us-east-1.amazonaws.com', {
        ArnLike: { 'kms:EncryptionContext:aws:logs:arn': groups },
      }),
    );
  });

  it('is the given one, of which nothing is changed', () => {
    const template = templateWith(KEY_ARN);
    template.resourceCountIs('AWS::KMS::Key', 0);
    template.hasResourceProperties('AWS::SQS::Queue', { KmsMasterKeyId: KEY_ARN });
  });
});
