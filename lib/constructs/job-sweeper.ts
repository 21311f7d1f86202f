import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { type StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type FunctionDefaults, LambdaFunction } from './lambda-function';
import { type ScheduleGroup } from './schedule-group';
import { SchedulerRole } from './scheduler-role';
import { TransformJobRights } from './transform-job-rights';
import { type UndeliveredEvents } from './undelivered-events';

export interface JobSweeperProps {
  readonly functionDefaults: FunctionDefaults;
  readonly dataBucket: IBucket;
  /** Whose executions own the jobs. */
  readonly stateMachine: StateMachine;
  readonly group: ScheduleGroup;
  readonly undeliveredEvents: UndeliveredEvents;
}

/** The third net under transform jobs, by the clock: it needs no event that might get lost. */
export class JobSweeper extends Construct {
  readonly sweepJobs: LambdaFunction;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: JobSweeperProps,
  ) {
    super(scope, id);
    this.sweepJobs = this.createFunction();
    const { functionArn } = this.sweepJobs.function;
    const { role } = new SchedulerRole(this, 'SchedulerRole', {
      ...props,
      right: { actions: ['lambda:InvokeFunction'], resources: [functionArn] },
    });
    const schedule = new CfnSchedule(this, 'Schedule', {
      description: 'Stops transform jobs that outlived their run',
      groupName: props.group.name,
      // A forgotten job costs a quarter of an hour: 0.38 USD on ml.g5.2xlarge at 1.515 USD/h.
      scheduleExpression: 'rate(15 minutes)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: functionArn,
        roleArn: role.roleArn,
        deadLetterConfig: { arn: props.undeliveredEvents.queue.queueArn },
        // By then the next sweep is due, which does the same.
        retryPolicy: { maximumEventAgeInSeconds: Duration.minutes(15).toSeconds() },
      },
    });
    // With its rights, not only with its trust: the first sweep comes at once.
    schedule.node.addDependency(role);
  }

  private createFunction(): LambdaFunction {
    const { functionDefaults, dataBucket, stateMachine, undeliveredEvents } = this.props;
    const stack = Stack.of(this);
    const sweepJobs = new LambdaFunction(this, 'SweepJobs', {
      ...functionDefaults,
      name: 'sweep-jobs',
      description: 'Stops transform jobs that outlived their run, and writes why',
      // Looks at every job in progress of the account, two calls each: 10 a second are 3,000.
      timeout: Duration.minutes(5),
      memorySize: 256,
      onFailure: undeliveredEvents,
    });
    const runs = ['runs/*'];
    sweepJobs.useBucket('DATA_BUCKET', { bucket: dataBucket, read: runs, write: runs, list: runs });
    const jobs = new TransformJobRights(stack, functionDefaults.service);
    for (const right of [jobs.list(), jobs.readTags(), jobs.describe(), jobs.stop()]) {
      sweepJobs.allow(right);
    }
    sweepJobs.allow({
      actions: ['states:DescribeExecution'],
      resources: [
        stack.formatArn({
          service: 'states',
          resource: 'execution',
          resourceName: `${stateMachine.stateMachineName}:*`,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
    });
    return sweepJobs;
  }
}
