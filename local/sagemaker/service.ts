import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type S3Client } from '@aws-sdk/client-s3';
import { type EmitEvent } from '../events/event';
import { jsonService } from '../gateway/aws-json';
import { type AwsService } from '../gateway/service';
import { type Authorizer } from '../iam/access';
import { guarded } from '../iam/guarded';
import { allowEverything } from '../iam/rights';
import { type Clock, systemClock } from '../clock';
import { type State } from '../state/state';
import { arnMaker } from './arn';
import { type ContainerImages } from './container-images';
import { type InstanceQuotas } from './create-transform-job';
import { endpointOperations } from './endpoints/endpoint-operations';
import { type Hosting, startHosting } from './endpoints/hosting';
import {
  type ExecutionRolesOptions,
  type S3ClientOf,
  createExecutionRoles,
} from './execution-role';
import { ModelArtifacts } from './model-artifacts';
import { Models } from './models';
import { operations } from './operations';
import { sageMakerRights } from './rights';
import { type SageMakerApi } from './sagemaker-api';
import { handleRuntime, isRuntimeRequest } from './runtime';
import { TagStore } from './tags';
import { TransformJobs } from './transform-jobs';
import { runTransformJob } from './transform-runner';

/** After AWS's engineers (aws/amazon-sagemaker-examples#815) a container has 30 minutes to become healthy. */
const STARTUP_TIMEOUT_MS = 30 * 60 * 1000;

/** A container must answer within 60 seconds. Source: API reference, InvokeEndpoint. */
const INVOCATION_TIMEOUT_MS = 60_000;

export interface SageMakerOptions {
  /** Any S3 endpoint: artefacts and input are read from it, output is written to it. */
  readonly s3: S3Client;
  /** The same S3 under a model's execution role; all is done by `s3` without it. */
  readonly s3As?: S3ClientOf;
  readonly images: ContainerImages;
  readonly emitEvent: EmitEvent;
  readonly logSink: ExecutionRolesOptions['logSink'];
  /** Timestamps. */
  readonly clock: Clock;
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  /** Asked for each call; without it, every call is allowed. */
  readonly authorizer?: Authorizer;
  /** Folder for unpacked models and temporary files, made when needed; of one service at a time. */
  readonly workDir: string;
  /** Transform instances the account may have at a time, by type; no entry, no limit. */
  readonly quotas?: InstanceQuotas;
  /** Limit for a container's first healthy ping, in milliseconds; 30 minutes unless given. */
  readonly startupTimeoutMs?: number;
  /** How long a container may take for the answer to InvokeEndpoint, in milliseconds; 60 seconds unless given. */
  readonly invocationTimeoutMs?: number;
  /** Time-outs and pauses of containers: real time unless given, also under a `clock` that runs ahead, as they compute. */
  readonly containerTime?: Pick<Clock, 'sleep'>;
  /** Keeps models, jobs, endpoints and tags; nothing does unless given. */
  readonly state?: State;
}

/** The service, and what CloudFormation needs of it in process. */
export interface SageMakerService extends AwsService, SageMakerApi {
  readonly hosting: Hosting;
  /**
   * Goes on where an earlier process ended: its jobs are Stopped at once, its endpoints start.
   * @param ready settles when S3 answers
   */
  resume(ready?: Promise<unknown>): void;
}

/** SageMaker: models, batch transform, which really runs the records, and endpoints that answer. */
export function createSageMakerService(options: SageMakerOptions): SageMakerService {
  const { s3, clock, region, accountId, workDir } = options;
  const arn = arnMaker(region, accountId);
  const authorizer = options.authorizer ?? allowEverything;
  const kept = options.state && { state: options.state };
  const tags = new TagStore(options.state);
  const { s3As } = options;
  const place = { region, accountId };
  const now = (): number => clock.now();
  const roles = createExecutionRoles({ ...options, authorizer, place, now });
  const models = new Models({ s3, s3As, images: options.images, clock, arn, tags, ...kept });
  const artifacts = new ModelArtifacts(s3, join(workDir, 'models'));
  const jobsDir = join(workDir, 'jobs');
  const homesDir = join(workDir, 'endpoints');
  // What a killed process has left in these belongs to containers that ended with it.
  artifacts.removePartial();
  for (const left of [jobsDir, homesDir]) rmSync(left, { recursive: true, force: true });
  const { sleep } = options.containerTime ?? systemClock;
  const containerClock = { now: () => clock.now(), sleep };
  const runner = {
    s3,
    clock: containerClock,
    artifacts,
    images: options.images,
    logSink: options.logSink,
    workDir: jobsDir,
    startupTimeoutMs: options.startupTimeoutMs ?? STARTUP_TIMEOUT_MS,
  };
  const jobs = new TransformJobs({
    s3,
    s3As,
    clock,
    region,
    arn,
    tags,
    models,
    quotas: options.quotas ?? {},
    emitEvent: options.emitEvent,
    run: async (run) => {
      const { ExecutionRoleArn: roleArn } = run.model.request;
      const { TransformJobName, TransformResources } = run.request;
      roles.checkInstance(roleArn, {
        sourceArn: arn('transform-job', TransformJobName),
        image: run.model.container.Image,
        volumeKey: TransformResources.VolumeKmsKeyId,
      });
      await runTransformJob(run, {
        ...runner,
        s3: roles.s3(roleArn),
        logSink: roles.logSink(roleArn),
      });
    },
    ...kept,
  });
  const hosting = startHosting({
    models,
    tags,
    arn,
    clock: containerClock,
    emitEvent: options.emitEvent,
    images: options.images,
    artifacts,
    logSink: options.logSink,
    roles,
    workDir: homesDir,
    ...kept,
  });
  const runtime = {
    authorizer,
    region,
    accountId,
    clock: containerClock,
    invocationTimeoutMs: options.invocationTimeoutMs ?? INVOCATION_TIMEOUT_MS,
    serving: (endpointName: string) => hosting.endpoints.serving(endpointName),
  };
  const unguarded = { ...operations({ models, jobs, tags }), ...endpointOperations(hosting) };
  const controlPlane = jsonService({
    signingName: 'sagemaker',
    targetPrefix: 'SageMaker',
    version: '1.1',
    operations: guarded(unguarded, sageMakerRights(place, tags), authorizer),
    close: async () => {
      await Promise.all([jobs.close(), hosting.endpoints.close()]);
      await artifacts.settled();
    },
  });
  return {
    ...controlPlane,
    hosting,
    resume(ready = Promise.resolve()) {
      jobs.endInterrupted();
      hosting.endpoints.resume(ready);
    },
    handle: async (request, response, context) =>
      isRuntimeRequest(request)
        ? handleRuntime(request, response, context, runtime)
        : controlPlane.handle(request, response, context),
    call: async (operation, input) => unguarded[operation](input),
    discardEndpoint: (name) => hosting.endpoints.discard(name),
  };
}
