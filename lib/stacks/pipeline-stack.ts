import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { RunPipeline, type RunPipelineProps } from '../constructs/run-pipeline';
import { addConsoleOutputs } from './console-outputs';

export type PipelineStackProps = StackProps & Omit<RunPipelineProps, 'name'>;

/**
 * What runs. The outputs are what a person or the command line needs to start a run:
 * `StateMachineArn`, `DataBucketName`, `StartExecutionPage` and an input for each preset.
 */
export class PipelineStack extends Stack {
  /** What an endpoint uses of it. */
  readonly shared: Pick<RunPipeline, 'alarmMessages' | 'undeliveredEvents'>;

  constructor(scope: Construct, id: string, props: PipelineStackProps) {
    super(scope, id, props);
    const pipeline = new RunPipeline(this, 'Pipeline', { ...props, name: this.stackName });
    const { stateMachine, presets } = pipeline;
    this.shared = pipeline;
    // Whether there is an endpoint or not: an export that goes while a stack uses it fails a deployment.
    this.exportValue(pipeline.alarmMessages.topic.topicArn);
    this.exportValue(pipeline.undeliveredEvents.queue.queueArn);
    new CfnOutput(this, 'StateMachineArn', {
      description: 'Start a run by starting an execution of it; the input {} runs the defaults',
      value: stateMachine.stateMachineArn,
    });
    addConsoleOutputs(this, stateMachine.stateMachineArn, presets);
    new CfnOutput(this, 'DataBucketName', {
      description: 'Data sets go here; runs are under runs/',
      value: props.storage.dataBucket.bucketName,
    });
  }
}
