import { GetObjectCommand } from '@aws-sdk/client-s3';
import { join, resolve } from 'node:path';
import { createAccessControl } from './access-control';
import { createAutoScaling } from './autoscaling/autoscaling-service';
import { type Clock, systemClock } from './clock';
import { type DeployedAssembly, deployAssembly } from './cloudformation/assembly/deploy-assembly';
import { bootstrapBucket } from './cloudformation/bootstrap-bucket';
import { ChangeSets } from './cloudformation/change-sets';
import { CloudFormation } from './cloudformation/cloudformation';
import { cloudFormationApi } from './cloudformation/api/cloudformation-api';
import { readBootstrapParameter } from './cloudformation/parameters';
import { resourceProviders } from './cloudformation/providers';
import { placedProviders } from './cloudformation/providers/placed-providers';
import { lockDataDir } from './data-dir-lock';
import { connectElsewhere } from './elsewhere/elsewhere';
import { createS3Clients } from './elsewhere/s3-clients';
import { untilItAnswers } from './elsewhere/until-it-answers';
import { embeddedImages } from './embedded-images';
import { startGateway } from './gateway/gateway';
import { type Authorizer } from './iam/access';
import { type IdentityStore } from './iam/identity-store';
import { type Principals } from './iam/principals';
import { type ReportInput } from './iam/report/report-input';
import { type ResourcePolicies } from './iam/resource-policies';
import { type Keys } from './kms/keys';
import { type FunctionVersion } from './lambda/function-registry';
import { checkScope, keepScope } from './kept-scope';
import { type LogsService } from './logs/logs-service';
import { type PlacementOptions, isServiceName, placeServices, serviceNames } from './placement';
import { type ContainerImages } from './sagemaker/container-images';
import { type SchedulerService } from './scheduler/scheduler-service';
import { keepRunningRecord, type RunningRecord } from './running-record';
import { createServices } from './services';
import { openState } from './state/disk-state';
import { type SnsService } from './sns/sns-service';
import { type SqsService } from './sqs/sqs-service';
import { createSsm } from './ssm/ssm-service';
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
  /** Which services run here, and where the others are; all run here unless given. */
  readonly services?: PlacementOptions;
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
 * Starts the embedded services, all or some of them, in this process, on one port.
 * @throws DataDirInUse when another process uses the data directory: each sweeps what it finds unfinished
 * @throws ImpossiblePlacement
 * @throws OtherScope when the directory's state is of other services, or of another region or account
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
  const place = { region, accountId: options.accountId ?? '000000000000' };
  const placement = placeServices({ ...options.services, ownPort: options.port });
  const { isHere, endpointOf } = placement;
  const scope = { ...place, services: serviceNames.filter(isHere) };
  if (options.persist) checkScope(dataDir, scope);
  const policiesAt = isHere('cloudformation') ? 'here' : endpointOf('cloudformation');
  const access = createAccessControl({ ...place, dataDir, clock, policiesAt });
  const state = options.persist ? openState(join(dataDir, 'state')) : undefined;
  const elsewhere = connectElsewhere(placement, region);

  // The services call each other through the gateway, which listens only when they exist.
  let endpoint = '';
  const s3Clients = createS3Clients({
    remoteEndpoint: endpointOf('s3'),
    ownEndpoint: () => endpoint,
    region,
    principals: access.principals,
  });
  const services = createServices({
    place,
    placement,
    access,
    elsewhere,
    s3Clients,
    state,
    dataDir,
    endpoint: () => endpoint,
    images: options.images ?? embeddedImages,
    clock,
    schedulerClock: options.schedulerClock ?? clock,
  });
  const { s3, lambda, stepFunctions, sagemaker, events, scheduler, sns, sqs, logs } = services;
  const { principals, identities, resourcePolicies, keys, authorizer } = access;
  const kept = state && isHere('cloudformation') && { state };
  const cloudFormation = new CloudFormation({
    ...place,
    ...kept,
    clock,
    providers: placedProviders(
      resourceProviders({
        ...place,
        ...services,
        ...access,
        sagemaker: elsewhere.sagemaker ?? sagemaker,
      }),
      placement,
    ),
    readSsmParameter: readBootstrapParameter,
  });
  const changeSets = new ChangeSets(cloudFormation, { ...place, ...kept, clock });
  const readObject = async (Bucket: string, Key: string): Promise<string> => {
    const { Body } = await s3Clients.account.send(new GetObjectCommand({ Bucket, Key }));
    return (await Body?.transformToString()) ?? '';
  };
  if (isHere('s3')) await bootstrapBucket(s3, place);
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
    createSts({ principals, identities, accountId: place.accountId, clock, authorizer }),
    createSsm({ ...place, read: readBootstrapParameter, authorizer }),
    s3,
  ].filter(({ signingName }) => isServiceName(signingName) && isHere(signingName));
  const startedAt = Date.now();
  const running = (): RunningRecord => ({
    ...place,
    processId: process.pid,
    dataDir: resolve(dataDir),
    endpoint,
    services: served.map(({ signingName }) => signingName),
    elsewhere: placement.elsewhere,
    startedAt,
  });
  const gateway = await startGateway({
    ...place,
    port: options.port ?? 0,
    callerOf: callerOf(principals, place.accountId),
    services: served,
    endpointOf: (signingName) => (isServiceName(signingName) ? endpointOf(signingName) : undefined),
    pages: { running, 'iam-use': access.iamUse, ...access.pages },
    beforeCall: access.refresh,
  });
  endpoint = gateway.endpoint;
  if (options.persist) keepScope(dataDir, scope);
  // What an earlier process has left under way: its jobs first, as those of its executions.
  const stop = new AbortController();
  const s3Elsewhere = endpointOf('s3');
  sagemaker.resume(
    s3Elsewhere === undefined ? undefined : untilItAnswers(s3Elsewhere, stop.signal),
  );
  stepFunctions.resume();
  cloudFormation.resume();

  const target = {
    ...place,
    cloudFormation,
    s3: s3Clients.account,
    ensureBucket: async (name: string): Promise<void> => {
      if (isHere('s3') && !s3.hasBucket(name)) await s3.createBucket(name);
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
    iamUse: access.iamUse,
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
      stop.abort();
      await gateway.close();
      await elsewhere.close();
      state?.close();
      s3Clients.destroy();
      access.close();
    },
  };
}
