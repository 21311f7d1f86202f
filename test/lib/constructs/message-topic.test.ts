import { Match, Template } from 'aws-cdk-lib/assertions';
import { MessageTopic } from '../../../lib/constructs/message-topic';
import { eventResources, KEY_ARN } from '../support/event-resources';

function templateWith({
  emails = [],
  alarms = false,
}: { emails?: string[]; alarms?: boolean } = {}) {
  const { stack, props } = eventResources();
  const topic = new MessageTopic(stack, 'Messages', { ...props, displayName: 'Runs', emails });
  if (alarms) topic.allowAlarms();
  return Template.fromStack(stack);
}

const policyWith = (...statements: object[]) => ({
  PolicyDocument: { Statement: statements, Version: '2012-10-17' },
});
const TOPIC = { Ref: Match.stringLikeRegexp('^MessagesTopic') };
const TLS_ONLY = Match.objectLike({
  Effect: 'Deny',
  Action: 'sns:Publish',
  Resource: TOPIC,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

describe('MessageTopic', () => {
  it("is a topic, encrypted with the deployment's key", () => {
    templateWith().hasResourceProperties('AWS::SNS::Topic', {
      DisplayName: 'Runs',
      KmsMasterKeyId: KEY_ARN,
    });
  });

  it('refuses what comes without TLS, and nobody publishes by its policy', () => {
    templateWith().hasResourceProperties('AWS::SNS::TopicPolicy', policyWith(TLS_ONLY));
  });

  it("lets the account's alarms publish, where it is told so", () => {
    const account = { Ref: 'AWS::AccountId' };
    const alarms = { 'Fn::Join': ['', ['arn:aws:cloudwatch:us-east-1:', account, ':alarm:*']] };
    templateWith({ alarms: true }).hasResourceProperties(
      'AWS::SNS::TopicPolicy',
      policyWith(TLS_ONLY, {
        Sid: 'AlarmsOfThisAccount',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: TOPIC,
        Condition: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': alarms },
        },
      }),
    );
  });

  it.each([[[]], [['a@example.com', 'b@example.com']]])('subscribes %j', (emails) => {
    const template = templateWith({ emails });
    template.resourceCountIs('AWS::SNS::Subscription', emails.length);
    for (const Endpoint of emails) {
      template.hasResourceProperties('AWS::SNS::Subscription', {
        Protocol: 'email',
        Endpoint,
        TopicArn: TOPIC,
      });
    }
  });
});
