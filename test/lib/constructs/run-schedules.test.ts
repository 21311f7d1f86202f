import { Match, Template } from 'aws-cdk-lib/assertions';
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import * as z from 'zod';
import { type ScheduleConfig } from '../../../lib/config/schema';
import { RunSchedules } from '../../../lib/constructs/run-schedules';
import { ScheduleGroup } from '../../../lib/constructs/schedule-group';
import { eventResources, rightsOf, SEND_UNDELIVERED } from '../support/event-resources';

const STATE_MACHINE = 'arn:aws:states:us-east-1:111122223333:stateMachine:run';
const NIGHTLY: ScheduleConfig = {
  name: 'nightly',
  expression: 'cron(0 2 * * ? *)',
  timeZone: 'Europe/Berlin',
  flexibleWindowMinutes: 15,
  input: { preset: 'smoke', rouge: { useStemmer: true } },
  enabled: true,
};

function templateWith(...schedules: ScheduleConfig[]): Template {
  const { stack, props } = eventResources();
  new RunSchedules(stack, 'Schedules', {
    ...props,
    stackPrefix: 'Text2Text',
    schedules,
    stateMachine: StateMachine.fromStateMachineArn(stack, 'Run', STATE_MACHINE),
    group: new ScheduleGroup(stack, 'Group'),
  });
  return Template.fromStack(stack);
}

function inputOf(template: Template): unknown {
  const [schedule] = Object.values(template.findResources('AWS::Scheduler::Schedule'));
  const schema = z.object({ Properties: z.object({ Target: z.object({ Input: z.string() }) }) });
  return JSON.parse(schema.parse(schedule).Properties.Target.Input);
}

const GROUP = Match.stringLikeRegexp('^Group');

describe('RunSchedules', () => {
  it('starts the state machine at the time of the zone, within the window', () => {
    templateWith(NIGHTLY).hasResourceProperties('AWS::Scheduler::Schedule', {
      Name: 'Text2Text-nightly',
      GroupName: { Ref: GROUP },
      State: 'ENABLED',
      ScheduleExpression: 'cron(0 2 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
      Target: Match.objectLike({
        Arn: STATE_MACHINE,
        RoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SchedulesRole'), 'Arn'] },
      }),
    });
  });

  it('may have any name, also that of a construct beside it', () => {
    const template = templateWith({ ...NIGHTLY, name: 'Role' });
    template.hasResourceProperties('AWS::Scheduler::Schedule', { Name: 'Text2Text-Role' });
  });

  it('starts exactly at its time without a window, and not at all when it is switched off', () => {
    const schedule = { ...NIGHTLY, flexibleWindowMinutes: null, enabled: false };
    templateWith(schedule).hasResourceProperties('AWS::Scheduler::Schedule', {
      State: 'DISABLED',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
  });

  it('gives each run the input, and name and scheduled time as its idempotency key', () => {
    expect(inputOf(templateWith(NIGHTLY))).toStrictEqual({
      preset: 'smoke',
      rouge: { useStemmer: true },
      idempotencyKey: 'Text2Text-nightly <aws.scheduler.scheduled-time>',
    });
  });

  it('starts a run an hour late at most, and puts what did not start into the queue', () => {
    templateWith(NIGHTLY).hasResourceProperties('AWS::Scheduler::Schedule', {
      Target: Match.objectLike({
        RetryPolicy: { MaximumEventAgeInSeconds: 60 * 60 },
        DeadLetterConfig: {
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^UndeliveredQueue'), 'Arn'] },
        },
      }),
    });
  });

  it('has one role, for these schedules alone', () => {
    const template = templateWith(NIGHTLY, { ...NIGHTLY, name: 'weekly' });
    template.resourceCountIs('AWS::Scheduler::Schedule', 2);
    template.resourceCountIs('AWS::IAM::Role', 1);
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'scheduler.amazonaws.com' },
            Condition: {
              StringEquals: {
                'aws:SourceAccount': { Ref: 'AWS::AccountId' },
                'aws:SourceArn': { 'Fn::GetAtt': [GROUP, 'Arn'] },
              },
            },
          },
        ],
      },
    });
  });

  it('allows the role to start the state machine and to send to the queue, and nothing more', () => {
    expect(rightsOf(templateWith(NIGHTLY), 'SchedulesRole')).toStrictEqual(
      [`states:StartExecution on ${STATE_MACHINE}`, ...SEND_UNDELIVERED].sort(),
    );
  });

  it('needs no role when there is no schedule', () => {
    templateWith().resourceCountIs('AWS::IAM::Role', 0);
  });
});
