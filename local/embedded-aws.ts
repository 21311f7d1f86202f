import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { join, resolve } from 'node:path';
import { createAutoScaling } from './autoscaling/autoscaling-service';
import { type Clock, systemClock } from './clock';
import { type DeployedAssembly, deployAssembly } from './cloudformation/assembly/deploy-assembly';
import { bootstrapBucket } from './cloudformation/bootstrap-bucket';
import { ChangeSets } from './cloudformation/change-sets';
import { CloudFormation } from './cloudformation/cloudformation';
import { cloudFormationApi } from './cloudformation/api/cloudformation-api';
import { readBootstrapParameter } from './cloudformation/parameters';
import { resourceProviders } from './cloudformation/providers';
import { lockDataDir } from './data-dir-lock';
import { embeddedImages } from './embedded-images';
import { createEventBus } from './events/event-bus';
import { clientConfig } from './gateway/client-config';
import { startGateway } from './gateway/gateway';
import { type Authorizer } from './iam/access';
import { createAuthorizer } from './iam/evaluation/authorizer';
import { type IdentityStore, createIdentityStore } from './iam/identity-store';
import { createParsedPolicies } from './iam/policy/parsed-policies';
import { type Principals, createPrincipals } from './iam/principals';
import { grantedStatements } from './iam/report/granted-statements';
import { type ReportInput } from './iam/report/report-input';
import { createUseLedger } from './iam/report/use-ledger';
import { createRoleClients } from './iam/role-clients';
import { type ResourcePolicies, createResourcePolicies } from './iam/resource-policies';
import { type Keys, createKeys } from './kms/keys';
import { type FunctionVersion } from './lambda/function-registry';
import { createLambdaHost } from './lambda/lambda-host';
import { type LogsService, createLogsService } from './logs/logs-service';
import { createS3Service } from './s3/service';
import { type ContainerImages } from './sagemaker/container-images';
import { SESSION_NAME } from './sagemaker/execution-role';
import { createSageMakerService } from './sagemaker/service';
import { type SchedulerService, createScheduler } from './scheduler/scheduler-service';
import { keepRunningRecord, type RunningRecord } from './running-record';
import { targetInvoker } from './scheduler/targets';
import { openState } from './state/disk-state';
import { type SnsService, createSns } from './sns/sns-service';
import { type SqsService, createSqs } from './sqs/sqs-service';
import { createSsm } from './ssm/ssm-service';
import { createStepFunctionsService } from './stepfunctions/service';
import { callerOf } from './sts/caller-of';
import { createSts } from './sts/sts-service';

export interface EmbeddedAwsOptions {
  /** Buckets, logs, unpacked code and models lie below it; made if need be. One process at a time. */
  readonly dataDir: string;
  /** Whether stacks, functions, executions and all else are there again when a process starts with this directory. */
  readonly persist?: boolean;
  /** TCP port on 127.0.0.1; 0, the default, takes a free one. */
  readonly port?: number;
  readonly region?: string;
  /** 12 digits. */
  readonly accountId?: string;
  /** Container images that exist here; `embedded/t5-onnx` and `embedded/echo` unless given. */
  readonly images?: ContainerImages;
  /** Time of waits, polls and timestamps. Functions' time-outs are of real computing, always. */
  readonly clock?: Clock;
  /** Time of schedules alone, so that a test fires them while all else runs in real time. */
  readonly schedulerClock?: Clock;
}

export interface EmbeddedAws {
  /** `http://127.0.0.1:PORT`, for AWS_ENDPOINT_URL or a client's `endpoint`. */
  readonly endpoint: string;
  readonly region: string;
  readonly accountId: string;
  readonly cloudFormation: CloudFormation;
  readonly logs: LogsService;
  readonly identities: IdentityStore;
  readonly resourcePolicies: ResourcePolicies;
  readonly principals: Principals;
  /** Decides about every call, and remembers which statement served it. */
  readonly authorizer: Authorizer;
  /** What of the roles' rights was granted, and what was used so far. */
  iamUse(): ReportInput;
  readonly keys: Keys;
  readonly scheduler: SchedulerService;
  readonly sns: SnsService;
  readonly sqs: SqsService;
  /** Deploys what `cdk synth` wrote. @throws StackFailedError, and Error for a bad assembly */
  deployAssembly(assemblyDir: string): Promise<DeployedAssembly>;
  /** Configuration and hashes of a function's code, by name or ARN. */
  describeFunction(reference: string): Pick<FunctionVersion, 'version' | 'config' | 'code'>;
  /** Resolves when no schedule is calling its target, and no event is on its way to a function. */
  idle(): Promise<void>;
  /** Stops executions, jobs and functions. Idempotent. */
  close(): Promise<void>;
}

/**
 * Starts all embedded services in this process, on one port.
 * @throws DataDirInUse when another process uses the data directory: each sweeps what it finds unfinished
 * @throws PortInUse
 * @throws UnreadableState
 */
export async function startEmbeddedAws(options: EmbeddedAwsOptions): Promise<EmbeddedAws> {
  const lock = lockDataDir(options.dataDir);
  try {
    const aws = await startServices(options);
    const forget = keepRunningRecord(aws.running());
    const close = (): Promise<void> => aws.close().finally(forget).finally(lock.release);
    return { ...aws, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startServices(
  options: EmbeddedAwsOptions,
): Promise<EmbeddedAws & { running: () => RunningRecord }> {
  const { dataDir, clock = systemClock, region = 'us-east-1' } = options;
  const accountId = options.accountId ?? '000000000000';
  const place = { region, accountId };
  const principals = createPrincipals();
  const identities = createIdentityStore();
  const resourcePolicies = createResourcePolicies();
  const keys = createKeys(place);
  const parsedPolicies = createParsedPolicies();
  const useLedger = createUseLedger(join(dataDir, 'iam', 'use.json'));
  const authorizer = createAuthorizer({
    ...place,
    identities,
    resourcePolicies,
    parsedPolicies,
    clock,
    onDecision: useLedger.record,
  });
  const iamUse = (): ReportInput => ({
    granted: grantedStatements(identities, parsedPolicies),
    recorded: useLedger.recorded(),
  });
  const workDir = join(dataDir, 'work');
  const state = options.persist ? openState(join(dataDir, 'state')) : undefined;
  const kept = state && { state };

  // The services call each other through the gateway, which listens only when they exist.
  let endpoint = '';
  const s3Client = new S3Client({
    ...clientConfig('', region),
    endpoint: async () => toEndpoint(endpoint),
  });
  const roleClients = createRoleClients(
    (roleArn) =>
      new S3Client({
        region,
        credentials: principals.issue(roleArn, SESSION_NAME),
        endpoint: async () => toEndpoint(endpoint),
      }),
  );
  const logs = createLogsService({ dataDir, clock, authorizer, place });
  const sqs = createSqs({ ...place, ...kept, keys, endpoint: () => endpoint, clock, authorizer });
  const lambda = createLambdaHost({
    ...place,
    ...kept,
    s3: s3Client,
    logSink: logs,
    workDir: join(workDir, 'functions'),
    endpoint: () => endpoint,
    principals,
    authorizer,
    sendToQueue: sqs.sendToQueue,
  });
  const events = createEventBus({
    ...place,
    ...kept,
    asynchronous: lambda.asynchronous,
    findFunction: (arn) => lambda.describe(arn),
    sendToQueue: sqs.sendToQueue,
    authorizer,
    clock,
  });
  const sns = createSns({
    ...place,
    keys,
    ...kept,
    sendToQueue: sqs.sendToQueue,
    asynchronous: lambda.asynchronous,
    logSink: logs,
    authorizer,
    clock,
  });
  const s3 = createS3Service({
    dataDir: join(dataDir, 's3'),
    clock,
    authorizer,
    keyRing: { ...place, keys },
    emitEvent: events.emit,
  });
  const shared = { ...place, ...kept, emitEvent: events.emit, logSink: logs, clock, authorizer };
  const stepFunctions = createStepFunctionsService({ ...shared, invokeFunction: lambda.invoke });
  const images = options.images ?? embeddedImages;
  const sagemaker = createSageMakerService({
    ...shared,
    s3: s3Client,
    s3As: (roleArn) => roleClients.of(roleArn),
    images,
    workDir: join(workDir, 'sagemaker'),
  });

  const scheduler = createScheduler({
    ...place,
    ...kept,
    invokeTarget: targetInvoker({ stepFunctions, functions: lambda }, { ...place, authorizer }),
    sendToQueue: sqs.sendToQueue,
    logSink: logs,
    authorizer,
    clock: options.schedulerClock ?? clock,
  });

  const own = {
    s3,
    lambda,
    stepFunctions,
    sagemaker,
    events,
    scheduler,
    sns,
    sqs,
    logs,
    identities,
    resourcePolicies,
    keys,
  };
  const services = { ...own, ...place };
  const cloudFormation = new CloudFormation({
    ...place,
    ...kept,
    clock,
    providers: resourceProviders(services),
    readSsmParameter: readBootstrapParameter,
  });
  const changeSets = new ChangeSets(cloudFormation, { ...place, clock });
  const readObject = async (Bucket: string, Key: string): Promise<string> => {
    const { Body } = await s3Client.send(new GetObjectCommand({ Bucket, Key }));
    return (await Body?.transformToString()) ?? '';
  };
  await bootstrapBucket(s3, place);
  // A deployment ends before what it deploys, schedules before the executions that they start,
  // executions before the functions they call.
  const served = [
    cloudFormationApi({ cloudFormation, changeSets, readObject }, { ...place, authorizer }),
    scheduler,
    stepFunctions,
    sagemaker,
    events,
    lambda,
    sns,
    sqs,
    logs,
    createAutoScaling({ ...place, authorizer }),
    createSts({ principals, identities, accountId, clock, authorizer }),
    createSsm({ ...place, read: readBootstrapParameter, authorizer }),
    s3,
  ];
  const startedAt = Date.now();
  const running = (): RunningRecord => ({
    ...place,
    processId: process.pid,
    dataDir: resolve(dataDir),
    endpoint,
    services: served.map(({ signingName }) => signingName),
    startedAt,
  });
  const gateway = await startGateway({
    ...place,
    port: options.port ?? 0,
    callerOf: callerOf(principals, accountId),
    services: served,
    pages: { running, 'iam-use': iamUse },
  });
  endpoint = gateway.endpoint;
  // What an earlier process has left under way: its jobs first, as those of its executions.
  sagemaker.resume();
  stepFunctions.resume();

  const target = {
    ...place,
    cloudFormation,
    s3: s3Client,
    ensureBucket: async (name: string): Promise<void> => {
      if (!s3.hasBucket(name)) await s3.createBucket(name);
    },
  };
  return {
    ...place,
    running,
    endpoint,
    cloudFormation,
    logs,
    identities,
    resourcePolicies,
    principals,
    authorizer,
    iamUse,
    keys,
    scheduler,
    sns,
    sqs,
    deployAssembly: (assemblyDir) => deployAssembly(assemblyDir, target),
    describeFunction: (reference) => lambda.describe(reference),
    async idle() {
      await scheduler.idle();
      await events.idle();
    },
    async close() {
      await gateway.close();
      state?.close();
      s3Client.destroy();
      useLedger.flush();
      roleClients.destroy();
    },
  };
}

function toEndpoint(url: string): {
  protocol: string;
  hostname: string;
  port: number;
  path: string;
} {
  const { protocol, hostname, port } = new URL(url);
  return { protocol, hostname, port: Number(port), path: '/' };
}
