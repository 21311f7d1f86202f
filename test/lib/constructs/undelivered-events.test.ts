import { Match, Template } from 'aws-cdk-lib/assertions';
import { eventResources, KEY_ARN } from '../support/event-resources';

describe('UndeliveredEvents', () => {
  const template = Template.fromStack(eventResources().stack);

  it("is one queue, encrypted with the deployment's key, that keeps messages for 14 days", () => {
    template.resourceCountIs('AWS::SQS::Queue', 1);
    template.hasResourceProperties('AWS::SQS::Queue', {
      KmsMasterKeyId: KEY_ARN,
      MessageRetentionPeriod: 14 * 24 * 60 * 60,
      FifoQueue: Match.absent(),
    });
  });

  it('refuses whatever comes without TLS', () => {
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: 'sqs:*',
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^UndeliveredQueue'), 'Arn'] },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
        Version: '2012-10-17',
      },
    });
  });
});
