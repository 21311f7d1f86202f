import { CfnResource, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { type Construct } from 'constructs';
import { type VpcConfig } from '../config/schema';
import { bucketStatements } from './bucket-access';
import { keepForRunsInFlight } from './keep-for-runs-in-flight';
import { modelVpcRights } from './vpc-access';

export interface ModelExecutionRoleProps {
  /** Of the Model; it changes with the Model's content. */
  readonly modelName: string;
  readonly image: string;
  readonly artifactArn: string;
  readonly dataBucket: IBucket;
  readonly vpc: VpcConfig | null;
  /** When the model leaves the stack. */
  readonly removalPolicy: RemovalPolicy;
}

/**
 * The role that SageMaker takes for a Model and its transform jobs: CreateTransformJob has no role
 * of its own. Not AmazonSageMakerFullAccess, only what a job of ours does.
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
  const transformLogs = stack.formatArn({
    service: 'logs',
    resource: 'log-group:/aws/sagemaker/TransformJobs',
  });
  const statements = [
    new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [props.artifactArn] }),
    ...bucketStatements({
      bucket: props.dataBucket,
      // Of a run, a job sees its input and its output: no references, no scores, no data sets.
      read: ['runs/*/passes/*/input/*'],
      write: ['runs/*/passes/*/output/*'],
      list: ['runs/*/passes/*/input/*'],
    }),
    new iam.PolicyStatement({
      actions: [
        'logs:CreateLogGroup',
        'logs:CreateLogStream',
        'logs:PutLogEvents',
        'logs:DescribeLogStreams',
      ],
      resources: [transformLogs, `${transformLogs}:*`],
    }),
    new iam.PolicyStatement({
      actions: ['cloudwatch:PutMetricData'],
      // AWS offers no resource for metrics; the namespace is the only bound.
      resources: ['*'],
      conditions: { StringEquals: { 'cloudwatch:namespace': '/aws/sagemaker/TransformJobs' } },
    }),
    ...imageStatements(stack, props.image),
    ...volumeStatements(props.dataBucket.encryptionKey),
    ...(props.vpc ? modelVpcRights(stack, props.vpc) : []).map(
      (right) => new iam.PolicyStatement(right),
    ),
  ];
  const role = new iam.Role(scope, id, {
    description: 'Transform jobs of one text2text model',
    path: `/text2text-batch/${props.modelName}/`,
    assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com', {
      // No other account can have SageMaker use this role; in this one, the Model and its jobs.
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'sagemaker', resource: '*' }) },
      },
    }),
    inlinePolicies: { TransformJobs: new iam.PolicyDocument({ statements }) },
  });
  const resource = role.node.defaultChild;
  if (resource instanceof CfnResource) keepForRunsInFlight(resource, props.removalPolicy);
  return role;
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
