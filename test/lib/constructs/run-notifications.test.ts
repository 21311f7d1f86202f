import { Match, Template } from 'aws-cdk-lib/assertions';
import { EVENT_SOURCE, RUN_COMPLETED } from '../../../domain/run/run-completed';
import { MessageTopic } from '../../../lib/constructs/message-topic';
import { RunNotifications } from '../../../lib/constructs/run-notifications';
import {
  eventResources,
  keyRight,
  keyRights,
  rightsOf,
  SEND_UNDELIVERED,
} from '../support/event-resources';

const template = ((): Template => {
  const { stack, props } = eventResources();
  const runMessages = new MessageTopic(stack, 'Runs', { ...props, displayName: '', emails: [] });
  new RunNotifications(stack, 'Notifications', { ...props, runMessages });
  return Template.fromStack(stack);
})();

const arnOf = (id: string) => ({ 'Fn::GetAtt': [Match.stringLikeRegexp(`^${id}`), 'Arn'] });
const QUEUE = arnOf('UndeliveredQueue');

/** The rule's one target, and what becomes of events that do not reach it. */
const targets = (handler: string) => [
  {
    Id: 'Target0',
    Arn: arnOf(`Notifications${handler}Function`),
    DeadLetterConfig: { Arn: QUEUE },
  },
];

describe('RunNotifications', () => {
  it('has a rule for each results.json of a run in the data bucket, which calls announce-run', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      State: 'ENABLED',
      EventBusName: Match.absent(),
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: ['data'] },
          object: { key: [{ wildcard: 'runs/*/results.json' }] },
        },
      },
      Targets: targets('AnnounceRun'),
    });
  });

  it('has a rule for what announce-run says of this deployment, which calls notify-run', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      State: 'ENABLED',
      EventBusName: Match.absent(),
      EventPattern: {
        source: [EVENT_SOURCE],
        'detail-type': [RUN_COMPLETED],
        // Another deployment announces its runs on the same bus.
        detail: { links: { results: [{ prefix: 's3://data/' }] } },
      },
      Targets: targets('NotifyRun'),
    });
  });

  it.each(['ResultsWritten', 'RunCompleted'])(
    'lets %s alone send its events to the queue',
    (rule) => {
      template.hasResourceProperties('AWS::SQS::QueuePolicy', {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: QUEUE,
              Condition: { ArnEquals: { 'aws:SourceArn': arnOf(`Notifications${rule}`) } },
            }),
          ]),
        },
      });
    },
  );

  it.each([
    ['AnnounceRun', 'ResultsWritten'],
    ['NotifyRun', 'RunCompleted'],
  ])('lets %s be called by %s', (handler, rule) => {
    template.hasResourceProperties('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: arnOf(`Notifications${handler}Function`),
      Principal: 'events.amazonaws.com',
      SourceArn: arnOf(`Notifications${rule}`),
    });
  });

  it.each([
    [
      'AnnounceRun',
      [
        's3:GetObject on arn:aws:s3:::data/runs/*/results.json',
        keyRight('kms:Decrypt', 's3'),
        'events:PutEvents on arn:aws:events:us-east-1:${AWS::AccountId}:event-bus/default if ' +
          `{"StringEquals":{"events:source":"${EVENT_SOURCE}","events:detail-type":"${RUN_COMPLETED}"}}`,
        ...SEND_UNDELIVERED,
      ],
    ],
    ['NotifyRun', ['sns:Publish on ${RunsTopic}', ...keyRights('sns'), ...SEND_UNDELIVERED]],
  ])('allows %s exactly what it needs', (name, expected) => {
    expect(rightsOf(template, `Notifications${name}Role`)).toStrictEqual([...expected].sort());
  });

  it('tells announce-run the bucket, and notify-run the topic', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ DATA_BUCKET: 'data' }) },
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          RUN_TOPIC_ARN: { Ref: Match.stringLikeRegexp('^RunsTopic') },
        }),
      },
    });
  });

  it('tries an event three times within six hours, then puts it into the queue', () => {
    template.resourceCountIs('AWS::Lambda::EventInvokeConfig', 2);
    template.allResourcesProperties('AWS::Lambda::EventInvokeConfig', {
      Qualifier: '$LATEST',
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 6 * 60 * 60,
      DestinationConfig: { OnFailure: { Destination: QUEUE } },
    });
  });
});
