import { CfnOutput, type RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { type Construct } from 'constructs';
import { type DeployedModel } from '../../domain/run/deployed-model';
import { type Deployment } from '../../domain/run/deployment';
import { version } from '../../package.json';
import { type DeploymentConfig } from '../config/schema';
import { EndedExecutionRule } from '../constructs/ended-execution-rule';
import { RunFunctions } from '../constructs/run-functions';
import { RunPresets } from '../constructs/run-presets';
import { RunStateMachine } from '../constructs/run-state-machine';
import { addConsoleOutputs } from './console-outputs';

export interface PipelineStackProps extends StackProps {
  readonly config: DeploymentConfig;
  readonly models: readonly DeployedModel[];
  readonly dataBucket: IBucket;
  /** Folder that the files of presets are relative to. */
  readonly root: string;
  /** Of the logs. */
  readonly removalPolicy: RemovalPolicy;
}

/**
 * What runs: the functions, the state machine that calls them, and the net below it. The outputs are
 * what a person or the command line needs to start a run: `StateMachineArn`, `DataBucketName`,
 * `StartExecutionPage` and an input for each preset.
 */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, props: PipelineStackProps) {
    super(scope, id, props);
    const { config, models, dataBucket, removalPolicy } = props;
    const { presets, datasets } = new RunPresets(this, 'Presets', config.presets, props.root);
    const { functions } = new RunFunctions(this, 'Functions', {
      service: config.stackPrefix,
      dataBucket,
      datasetBuckets: config.datasetBuckets,
      bundledDatasets: datasets.map(({ location }) => location),
      models,
      removalPolicy,
    });
    const { stateMachine } = new RunStateMachine(this, 'Run', {
      functions,
      deployment: {
        ...deploymentOf(config, models),
        presets,
        bundledDatasets: datasets.map(({ uri }) => uri),
      },
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
    addConsoleOutputs(this, stateMachine.stateMachineArn, presets);
    new CfnOutput(this, 'DataBucketName', {
      description: 'Data sets go here; runs are under runs/',
      value: dataBucket.bucketName,
    });
  }
}

/** What the state machine's definition says of the deployment: literals, visible in the console. */
function deploymentOf(
  config: DeploymentConfig,
  models: readonly DeployedModel[],
): Omit<Deployment, 'presets' | 'bundledDatasets'> {
  return {
    codeVersion: version,
    models: [...models],
    datasetBuckets: config.datasetBuckets.map(({ bucketName }) => bucketName),
    runDefaults: config.runDefaults,
    limits: config.limits,
  };
}
