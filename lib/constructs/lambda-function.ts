import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssetHashType, DockerImage, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { METRICS_NAMESPACE } from '../../domain/run/run-metrics';
import { type VpcConfig } from '../config/schema';
import { bundleFunction, functionFolder } from './bundle-function';
import { type BucketAccess, bucketStatements } from './bucket-access';
import { type UndeliveredEvents } from './undelivered-events';
import { functionVpcRights } from './vpc-access';

/** What all functions of a deployment have in common. */
export interface FunctionDefaults {
  /** The deployment's stack prefix: tells its log lines and metrics from those of others. */
  readonly service: string;
  /** Of the log groups. */
  readonly encryptionKey: IKey;
  /** Null: outside of any VPC of the account. */
  readonly vpc: VpcConfig | null;
  /** Of the log groups. */
  readonly removalPolicy: RemovalPolicy;
}

export interface LambdaFunctionProps extends FunctionDefaults {
  /** Folder under `lambdas/`. */
  readonly name: string;
  /** One sentence for the console. */
  readonly description: string;
  readonly timeout: Duration;
  /** MB. Lambda gives one CPU at 1,769 MB, and a share of it below. */
  readonly memorySize: number;
  /**
   * Takes the events that the function could not handle.
   * @default - none: the state machine calls it, and waits for its answer
   */
  readonly onFailure?: UndeliveredEvents;
}

/** Lambda's most, a minute and two minutes later: what fails three times is no passing trouble. */
const RETRIES = 2;
/** Lambda's most, for an event that waits while the function is throttled: late is better than never. */
const MAX_EVENT_AGE = Duration.hours(6);

/**
 * One function of `lambdas/`: bundled in process, with a role and a log group of its own. The role
 * may write that log group and traces; everything else is allowed statement by statement.
 */
export class LambdaFunction extends Construct {
  readonly function: lambda.Function;
  private readonly role: iam.Role;

  constructor(scope: Construct, id: string, props: LambdaFunctionProps) {
    super(scope, id);
    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: logs.RetentionDays.THREE_MONTHS,
      encryptionKey: props.encryptionKey,
      removalPolicy: props.removalPolicy,
    });
    // Given, because the CDK's own role has the managed AWSLambdaBasicExecutionRole: every log group.
    // Its trust has no SourceAccount: Lambda sends none. A role cannot be passed to another account's
    // functions, and here iam:PassRole says who may pass it.
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    });
    this.allow({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    });
    this.function = new lambda.Function(this, 'Function', {
      description: props.description,
      code: codeOf(props.name),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      timeout: props.timeout,
      memorySize: props.memorySize,
      role: this.role,
      logGroup,
      environment: {
        POWERTOOLS_SERVICE_NAME: props.service,
        POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
      },
      // Adds xray:Put* on '*': AWS offers no resource for them.
      tracing: lambda.Tracing.ACTIVE,
      // A run in flight calls the versions that it was started with, after later deployments too. Not
      // RETAIN: a version that a rollback leaves behind is in the way when the same is deployed again.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
    });
    if (props.vpc) this.joinVpc(props.vpc);
    if (props.onFailure) this.sendFailuresTo(props.onFailure);
  }

  /** As it is now, published: it never changes, and is kept when the next deployment has another. */
  get version(): lambda.IVersion {
    return this.function.currentVersion;
  }

  /** Allows what one statement says, and nothing near it. */
  allow(statement: iam.PolicyStatementProps): void {
    this.role.addToPolicy(new iam.PolicyStatement(statement));
  }

  /** Access to a bucket and the variable that names it, in one call, so that they cannot drift apart. */
  useBucket(variable: string, access: BucketAccess): void {
    this.function.addEnvironment(variable, access.bucket.bucketName);
    this.allowBucket(access);
  }

  /** Access to a bucket that the function learns of from its input. */
  allowBucket(access: BucketAccess): void {
    for (const statement of bucketStatements(access)) this.role.addToPolicy(statement);
  }

  /** By ids: the CDK's own way would look the VPC up, and give the role a managed policy. */
  private joinVpc(vpc: VpcConfig): void {
    const { defaultChild } = this.function.node;
    if (!(defaultChild instanceof lambda.CfnFunction)) {
      throw new Error(`${this.function.node.path} is no function`);
    }
    const { subnetIds, securityGroupIds } = vpc;
    defaultChild.vpcConfig = { subnetIds, securityGroupIds };
    for (const right of functionVpcRights(Stack.of(this), vpc)) this.allow(right);
  }

  /** Of asynchronous invocations: events from rules and schedules, which nobody waits for. */
  private sendFailuresTo({ queue, sendRights }: UndeliveredEvents): void {
    // Not SqsDestination, which also allows to read the queue's attributes.
    const onFailure = { bind: () => ({ destination: queue.queueArn }) };
    new lambda.EventInvokeConfig(this, 'OnFailure', {
      function: this.function,
      retryAttempts: RETRIES,
      maxEventAge: MAX_EVENT_AGE,
      onFailure,
    });
    for (const right of sendRights) this.allow(right);
  }
}

function codeOf(name: string): lambda.Code {
  return lambda.Code.fromAsset(functionFolder(name), {
    // By content, so that a function is updated when its bundle changed and only then.
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Required by the CDK, never started: bundling in process always succeeds or throws.
      image: DockerImage.fromRegistry('scratch'),
      local: {
        tryBundle: (outputDirectory) => {
          writeFileSync(join(outputDirectory, 'index.js'), bundleFunction(name));
          return true;
        },
      },
    },
  });
}
