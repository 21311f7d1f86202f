import { type RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { type Construct } from 'constructs';
import { type DeployedModel } from '../../domain/run/deployed-model';
import { type EndpointModelConfig, type VpcConfig } from '../config/schema';
import { BatchModel } from '../constructs/batch-model';
import { endpointNamePattern } from '../models/endpoint-spec';
import { type PreparedModel } from '../models/prepare-models';

export interface ModelStackProps extends StackProps {
  readonly stackPrefix: string;
  readonly models: readonly PreparedModel[];
  readonly dataBucket: IBucket;
  readonly vpc: VpcConfig | null;
  /** What the endpoint answers by: one of these by its name, or a model of its own. @default - there is no endpoint */
  readonly endpointModel?: EndpointModelConfig | undefined;
  readonly removalPolicy: RemovalPolicy;
}

/** The SageMaker Models that a run can choose from. */
export class ModelStack extends Stack {
  readonly deployedModels: readonly DeployedModel[];

  constructor(scope: Construct, id: string, props: ModelStackProps) {
    super(scope, id, props);
    this.deployedModels = props.models.map((model) => {
      const endpointPattern =
        model.name === props.endpointModel ? endpointNamePattern(props.stackPrefix) : null;
      return new BatchModel(this, model.name, { ...props, model, endpointPattern }).deployed;
    });
  }
}
