import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { type Construct } from 'constructs';
import { type VpcConfig } from '../config/schema';
import { modelVpcRights } from './vpc-access';

export interface ModelExecutionRoleProps {
  /** Of the Model; it changes with the Model's content. */
  readonly modelName: string;
  readonly image: string;
  /** Loads the artefact. */
  readonly artifactRights: readonly iam.PolicyStatementProps[];
  /** What the Model's instances do, besides loading it: `transformJobRights`, `endpointRights`. */
  readonly workRights: readonly iam.PolicyStatement[];
  /** Short, for the console. */
  readonly description: string;
  /** Of the one policy inside. */
  readonly policyName: string;
  /** Of the instances' disks. */
  readonly encryptionKey: IKey | undefined;
  readonly vpc: VpcConfig | null;
}

/**
 * The role that SageMaker takes for a Model, its transform jobs and its endpoints: CreateTransformJob
 * has no role of its own. Not AmazonSageMakerFullAccess, only what our jobs and endpoints do.
 *
 * A replaced Model is retained for runs in flight, and is of use to them only with the rights to its
 * own artefact: the path names the Model, so that a new Model gets a new role, and the old role stays
 * with its policy inside. A policy beside the role would move to the new one.
 * Source: SageMaker developer guide, "CreateModel API: Execution Role Permissions".
 */
export function modelExecutionRole(
  scope: Construct,
  id: string,
  props: ModelExecutionRoleProps,
): iam.Role {
  const stack = Stack.of(scope);
  const statements = [
    ...props.artifactRights.map((right) => new iam.PolicyStatement(right)),
    ...props.workRights,
    ...imageStatements(stack, props.image),
    ...volumeStatements(props.encryptionKey),
    ...(props.vpc ? modelVpcRights(stack, props.vpc) : []).map(
      (right) => new iam.PolicyStatement(right),
    ),
  ];
  return new iam.Role(scope, id, {
    description: props.description,
    path: `/text2text-batch/${props.modelName}/`,
    assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com', {
      // No other account can have SageMaker use this role; in this one, the Model and what runs it.
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'sagemaker', resource: '*' }) },
      },
    }),
    inlinePolicies: { [props.policyName]: new iam.PolicyDocument({ statements }) },
  });
}

/**
 * An encrypted disk is made and opened by services, to which SageMaker passes the key on by a grant.
 * Source: SageMaker developer guide, "API Permissions": kms:CreateGrant for a VolumeKmsKeyId.
 */
function volumeStatements(key: IKey | undefined): iam.PolicyStatement[] {
  if (key === undefined) return [];
  return [
    new iam.PolicyStatement({ actions: ['kms:DescribeKey'], resources: [key.keyArn] }),
    new iam.PolicyStatement({
      actions: ['kms:CreateGrant'],
      resources: [key.keyArn],
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    }),
  ];
}

/** Pulling one image; nothing for an image that is not in ECR (the embedded AWS runs no images). */
function imageStatements(stack: Stack, image: string): iam.PolicyStatement[] {
  const match =
    /^(?<account>\d{12})\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(?<repository>[^:@]+)/.exec(
      image,
    );
  const { account, region, repository } = match?.groups ?? {};
  if (account === undefined || region === undefined || repository === undefined) return [];
  return [
    // AWS offers no resource for the token.
    new iam.PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }),
    new iam.PolicyStatement({
      actions: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:GetDownloadUrlForLayer',
      ],
      resources: [
        stack.formatArn({
          service: 'ecr',
          account,
          region,
          resource: 'repository',
          resourceName: repository,
        }),
      ],
    }),
  ];
}
