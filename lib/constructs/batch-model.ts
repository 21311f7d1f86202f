import { CfnResource, type RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { type DeployedModel } from '../../domain/run/deployed-model';
import { STACK_TAG } from '../../domain/run/names';
import { parseObjectUri } from '../../domain/run/s3-uri';
import { type VpcConfig } from '../config/schema';
import { modelNameOf } from '../models/model-name';
import { type PreparedModel } from '../models/prepare-models';
import { acknowledgeWildcards } from '../nag/acknowledge-wildcards';
import { keepForRunsInFlight } from './keep-for-runs-in-flight';
import { ModelArtifact } from './model-artifact';
import { modelExecutionRole } from './model-execution-role';
import { endpointRights, transformJobRights } from './model-work-rights';

export interface BatchModelProps {
  readonly model: PreparedModel;
  /** Begins the Model's name. */
  readonly stackPrefix: string;
  /** Its runs are read and written by the transform jobs of this model. */
  readonly dataBucket: IBucket;
  /** Of the jobs' instances. Null: outside of any VPC of the account. */
  readonly vpc: VpcConfig | null;
  /** Of endpoints that answer by this model, too. Null: none does. @default null */
  readonly endpointPattern?: string | null;
  /** Of the Model when it leaves the stack; a replaced one is always retained. */
  readonly removalPolicy: RemovalPolicy;
}

/** A SageMaker Model for batch transform: image, one tarball, environment, and a role of its own. */
export class BatchModel extends Construct {
  /** For the planner: literal, but for the account's id in the address of a packed artefact. */
  readonly deployed: DeployedModel;

  constructor(scope: Construct, id: string, props: BatchModelProps) {
    super(scope, id);
    const { modelData, networkIsolation, ...facts } = props.model;
    const modelName = modelNameOf(props.stackPrefix, props.model, props.vpc);
    const { bucket, key } =
      'url' in modelData
        ? parseObjectUri(modelData.url, '')
        : new ModelArtifact(this, 'Artifact', modelData.archive).location;
    const modelDataUrl = `s3://${bucket}/${key}`;
    const stack = Stack.of(this);
    const { dataBucket, endpointPattern = null } = props;
    const role = modelExecutionRole(this, 'Role', {
      description: 'Transform jobs of one text2text model',
      policyName: 'TransformJobs',
      modelName,
      image: facts.image,
      artifactRights: [
        {
          actions: ['s3:GetObject'],
          resources: [`arn:${stack.partition}:s3:::${bucket}/${key}`],
        },
      ],
      workRights: [
        ...transformJobRights(stack, dataBucket),
        ...(endpointPattern === null ? [] : endpointRights(stack, endpointPattern)),
      ],
      encryptionKey: dataBucket.encryptionKey,
      vpc: props.vpc,
    });
    const roleResource = role.node.defaultChild;
    if (roleResource instanceof CfnResource) keepForRunsInFlight(roleResource, props.removalPolicy);
    const model = new CfnModel(this, 'Model', {
      modelName,
      executionRoleArn: role.roleArn,
      enableNetworkIsolation: networkIsolation,
      ...(props.vpc && {
        vpcConfig: {
          subnets: props.vpc.subnetIds,
          securityGroupIds: props.vpc.securityGroupIds,
        },
      }),
      primaryContainer: { image: facts.image, modelDataUrl, environment: facts.environment },
    });
    keepForRunsInFlight(model, props.removalPolicy);
    Tags.of(model).add(STACK_TAG, stack.stackName);
    acknowledgeWildcards(this);
    this.deployed = { ...facts, modelName, modelDataUrl };
  }
}
