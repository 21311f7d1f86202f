import { CfnOutput, type RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { type Construct } from 'constructs';
import { type DeployedModel } from '../../domain/run/deployed-model';
import { type Deployment } from '../../domain/run/deployment';
import { version } from '../../package.json';
import { type DeploymentConfig } from '../config/schema';
import { EndedExecutionRule } from '../constructs/ended-execution-rule';
import { RunFunctions } from '../constructs/run-functions';
import { RunStateMachine } from '../constructs/run-state-machine';

export interface PipelineStackProps extends StackProps {
  readonly config: DeploymentConfig;
  readonly models: readonly DeployedModel[];
  readonly dataBucket: IBucket;
  /** Of the logs. */
  readonly removalPolicy: RemovalPolicy;
}

/**
 * What runs: the functions, the state machine that calls them, and the net below it. The outputs are
 * what a person or the command line needs to start a run: `StateMachineArn` and `DataBucketName`.
 */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, props: PipelineStackProps) {
    super(scope, id, props);
    const { config, models, dataBucket, removalPolicy } = props;
    const { functions } = new RunFunctions(this, 'Functions', {
      dataBucket,
      datasetBuckets: config.datasetBuckets,
      models,
      removalPolicy,
    });
    const { stateMachine } = new RunStateMachine(this, 'Run', {
      service: config.stackPrefix,
      functions,
      deployment: deploymentOf(config, models),
      name: this.stackName,
      removalPolicy,
    });
    new EndedExecutionRule(this, 'EndedExecution', {
      stateMachine,
      stopTransform: functions['stop-transform'],
    });
    new CfnOutput(this, 'StateMachineArn', {
      description: 'Start a run by starting an execution of it; the input {} runs the defaults',
      value: stateMachine.stateMachineArn,
    });
    new CfnOutput(this, 'DataBucketName', {
      description: 'Data sets go here; runs are under runs/',
      value: dataBucket.bucketName,
    });
  }
}

/** What the state machine's definition says of the deployment: literals, visible in the console. */
function deploymentOf(config: DeploymentConfig, models: readonly DeployedModel[]): Deployment {
  return {
    codeVersion: version,
    models: [...models],
    datasetBuckets: config.datasetBuckets.map(({ bucketName }) => bucketName),
    runDefaults: config.runDefaults,
    limits: config.limits,
  };
}
