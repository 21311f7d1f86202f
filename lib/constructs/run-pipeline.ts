import { type RemovalPolicy } from 'aws-cdk-lib';
import { type IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type DeployedModel } from '../../domain/run/deployed-model';
import { type Deployment, type Presets } from '../../domain/run/deployment';
import { version } from '../../package.json';
import { type DeploymentConfig } from '../config/schema';
import { EndedExecutionRule } from './ended-execution-rule';
import { RunFunctions } from './run-functions';
import { RunPresets } from './run-presets';
import { RunStateMachine } from './run-state-machine';
import { type RunStorage } from './run-storage';

export interface RunPipelineProps {
  readonly config: DeploymentConfig;
  readonly models: readonly DeployedModel[];
  readonly storage: RunStorage;
  /** Unique in account and region; begins the names of log groups. */
  readonly name: string;
  /** Folder that the files of presets are relative to. */
  readonly root: string;
  /** Of the logs. */
  readonly removalPolicy: RemovalPolicy;
}

/** What runs: the functions, the state machine that calls them, and the net below it. */
export class RunPipeline extends Construct {
  readonly stateMachine: IStateMachine;
  readonly presets: Presets;

  constructor(scope: Construct, id: string, props: RunPipelineProps) {
    super(scope, id);
    const { config, models, name, removalPolicy } = props;
    const { dataBucket } = props.storage;
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
      name,
      removalPolicy,
    });
    new EndedExecutionRule(this, 'EndedExecution', {
      stateMachine,
      stopTransform: functions['stop-transform'],
    });
    this.stateMachine = stateMachine;
    this.presets = presets;
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
