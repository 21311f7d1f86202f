import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { type StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type FunctionDefaults, LambdaFunction } from './lambda-function';
import { type ScheduleGroup } from './schedule-group';
import { TransformJobRights } from './transform-job-rights';
import { type UndeliveredEvents } from './undelivered-events';
import { scheduleSweep } from './sweep-schedule';

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
    scheduleSweep(this, {
      sweeper: this.sweepJobs,
      description: 'Stops transform jobs that outlived their run',
      group: props.group,
      undeliveredEvents: props.undeliveredEvents,
    });
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
