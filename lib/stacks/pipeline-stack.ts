import { type RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { type Construct } from 'constructs';
import { type DeployedModel } from '../../domain/run/deployed-model';
import { type Deployment } from '../../domain/run/deployment';
import { version } from '../../package.json';
import { type DeploymentConfig } from '../config/schema';
import { RunFunctions } from '../constructs/run-functions';

export interface PipelineStackProps extends StackProps {
  readonly config: DeploymentConfig;
  readonly models: readonly DeployedModel[];
  readonly dataBucket: IBucket;
  /** Of the logs. */
  readonly removalPolicy: RemovalPolicy;
}

/** What runs: the functions, the state machine that calls them, and the net below it. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, props: PipelineStackProps) {
    super(scope, id, props);
    const { config, models, dataBucket, removalPolicy } = props;
    new RunFunctions(this, 'Functions', {
      dataBucket,
      datasetBuckets: config.datasetBuckets,
      modelNames: models.map((model) => model.modelName),
      removalPolicy,
    });
  }
}

/** What the state machine's definition says of the deployment: literals, visible in the console. */
export function deploymentOf(
  config: DeploymentConfig,
  models: readonly DeployedModel[],
): Deployment {
  return {
    codeVersion: version,
    models: [...models],
    datasetBuckets: config.datasetBuckets.map(({ bucketName }) => bucketName),
    runDefaults: config.runDefaults,
    limits: config.limits,
  };
}
