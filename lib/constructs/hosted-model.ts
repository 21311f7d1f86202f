import { Stack, Tags } from 'aws-cdk-lib';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { type JumpStartEndpointModel } from '../../domain/jumpstart/resolve-endpoint-model';
import { STACK_TAG } from '../../domain/run/names';
import { parseObjectUri } from '../../domain/run/s3-uri';
import { type VpcConfig } from '../config/schema';
import { endpointNamePattern } from '../models/endpoint-spec';
import { modelNameOf } from '../models/model-name';
import { modelExecutionRole } from './model-execution-role';
import { endpointRights } from './model-work-rights';

export interface HostedModelProps {
  readonly model: JumpStartEndpointModel;
  readonly stackPrefix: string;
  /** Of the instances' disks. Undefined: their hardware encrypts them. */
  readonly encryptionKey: IKey | undefined;
  /** Of the endpoint's instances. Null: outside of any VPC of the account. */
  readonly vpc: VpcConfig | null;
}

/**
 * A SageMaker Model that only an endpoint can run: JumpStart's versions 2.x have an artefact that is
 * many objects below a prefix, which CreateTransformJob refuses. It goes with its endpoint.
 */
export class HostedModel extends Construct {
  readonly modelName: string;

  constructor(scope: Construct, id: string, props: HostedModelProps) {
    super(scope, id);
    const { model, stackPrefix, vpc } = props;
    const { image, networkIsolation, modelDataPrefix } = model;
    const stack = Stack.of(this);
    const environment = { ...model.environment };
    this.modelName = modelNameOf(
      stackPrefix,
      {
        name: model.modelId,
        image,
        environment,
        networkIsolation,
        modelData: { prefix: modelDataPrefix },
      },
      vpc,
    );
    const { bucket, key } = parseObjectUri(modelDataPrefix, '');
    const bucketArn = `arn:${stack.partition}:s3:::${bucket}`;
    const role = modelExecutionRole(this, 'Role', {
      description: 'The endpoint of one text2text model',
      policyName: 'Endpoint',
      modelName: this.modelName,
      image,
      artifactRights: [
        { actions: ['s3:GetObject'], resources: [`${bucketArn}/${key}*`] },
        {
          actions: ['s3:ListBucket'],
          resources: [bucketArn],
          conditions: { StringLike: { 's3:prefix': `${key}*` } },
        },
      ],
      workRights: endpointRights(stack, endpointNamePattern(stackPrefix)),
      encryptionKey: props.encryptionKey,
      vpc,
    });
    const resource = new CfnModel(this, 'Model', {
      modelName: this.modelName,
      executionRoleArn: role.roleArn,
      enableNetworkIsolation: networkIsolation,
      ...(vpc && {
        vpcConfig: { subnets: vpc.subnetIds, securityGroupIds: vpc.securityGroupIds },
      }),
      primaryContainer: {
        image,
        environment,
        modelDataSource: {
          s3DataSource: {
            s3Uri: modelDataPrefix,
            s3DataType: 'S3Prefix',
            compressionType: 'None',
          },
        },
      },
    });
    // `t2t models prune` leaves alone what another stack than that of the models has made.
    Tags.of(resource).add(STACK_TAG, stack.stackName);
    // With its rights: an endpoint may be made of it at once.
    resource.node.addDependency(role);
  }
}
