import { Match, Template } from 'aws-cdk-lib/assertions';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { JobSweeper } from '../../../lib/constructs/job-sweeper';
import { ScheduleGroup } from '../../../lib/constructs/schedule-group';
import { eventResources, keyRights, rightsOf, SEND_UNDELIVERED } from '../support/event-resources';

const template = ((): Template => {
  const { stack, props } = eventResources();
  new JobSweeper(stack, 'Sweeper', {
    ...props,
    stateMachine: new StateMachine(stack, 'Run', {
      definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Nothing')),
    }),
    group: new ScheduleGroup(stack, 'Group'),
  });
  return Template.fromStack(stack);
})();

const JOBS = 'arn:aws:sagemaker:us-east-1:${AWS::AccountId}:transform-job/*';

describe('JobSweeper', () => {
  it('calls sweep-jobs every 15 minutes, at the latest when the next call is due', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      GroupName: { Ref: Match.stringLikeRegexp('^Group') },
      ScheduleExpression: 'rate(15 minutes)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: Match.absent(),
      Target: {
        Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SweeperSweepJobsFunction'), 'Arn'] },
        RoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SweeperSchedulerRole'), 'Arn'] },
        RetryPolicy: { MaximumEventAgeInSeconds: 15 * 60 },
        DeadLetterConfig: {
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^UndeliveredQueue'), 'Arn'] },
        },
      },
    });
  });

  it('allows the Scheduler to call this function, and nothing more', () => {
    expect(rightsOf(template, 'SweeperSchedulerRole')).toStrictEqual(
      ['lambda:InvokeFunction on ${SweeperSweepJobsFunction.Arn}', ...SEND_UNDELIVERED].sort(),
    );
  });

  it('allows the function to look at all jobs, to stop those of runs, and to write their results', () => {
    expect(rightsOf(template, 'SweeperSweepJobsRole')).toStrictEqual(
      [
        's3:GetObject on arn:aws:s3:::data/runs/*',
        's3:PutObject on arn:aws:s3:::data/runs/*',
        's3:AbortMultipartUpload on arn:aws:s3:::data/runs/*',
        's3:ListBucket on arn:aws:s3:::data if {"StringLikeIfExists":{"s3:prefix":["runs/*"]}}',
        'sagemaker:ListTransformJobs on *',
        `sagemaker:ListTags on ${JOBS}`,
        `sagemaker:DescribeTransformJob on ${JOBS}`,
        `sagemaker:StopTransformJob on ${JOBS} if {"Null":{"aws:ResourceTag/text2text-batch:run-id":"false"}}`,
        'states:DescribeExecution on arn:aws:states:us-east-1:${AWS::AccountId}:execution:${Run.Name}:*',
        ...keyRights('s3'),
        ...SEND_UNDELIVERED,
      ].sort(),
    );
  });
});
