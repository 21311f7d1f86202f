import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type S3Client } from '@aws-sdk/client-s3';
import { type LogSink } from '../logs/log-sink';
import { type Clock } from '../clock';
import { accessFailure, isS3Denial } from './access-denial';
import { allOrFirstError } from './all-or-first-error';
import { containerEnvironment } from './container-env';
import { type ContainerImages } from './container-images';
import { TRANSFORM_LOG_GROUP } from './data-log';
import { failureReason, type FailureKind, JobFailure } from './failures';
import { type InputObjects, listInputObjects } from './input-objects';
import { type ModelArtifacts } from './model-artifacts';
import { type Model } from './models';
import { runInstance } from './run-instance';
import { parseS3Uri } from './s3-uri';
import { startInstance } from './transform-instance';
import { type CreateTransformJobRequest } from './transform-job-request';
import { unlessAborted } from './unless-aborted';

export interface RunnerOptions {
  readonly s3: S3Client;
  readonly images: ContainerImages;
  readonly artifacts: ModelArtifacts;
  readonly logSink: LogSink;
  readonly clock: Clock;
  readonly workDir: string;
  readonly startupTimeoutMs: number;
}

export interface TransformRun {
  readonly request: CreateTransformJobRequest;
  readonly model: Model;
  /** Called once, when the instances are about to start: AWS's TransformStartTime. */
  readonly onStart: () => void;
  readonly signal: AbortSignal;
}

/**
 * Runs a transform job to its end. Objects are dealt out to the instances by their order; each instance goes on
 * after a failed object, as SageMaker does.
 * @throws JobFailure with the FailureReason, or the signal's reason when the job was stopped
 */
export async function runTransformJob(run: TransformRun, options: RunnerOptions): Promise<void> {
  await mkdir(options.workDir, { recursive: true });
  const scratch = await mkdtemp(join(options.workDir, 'job-'));
  try {
    const { ModelDataUrl } = run.model.container;
    const artefact = options.artifacts.folderOf(ModelDataUrl, run.signal, options.s3);
    const modelDir = await unlessAborted(artefact, run.signal);
    const objects = await unlessAborted(listObjects(run.request, options.s3), run.signal);
    run.onStart();
    const shares = deal(objects, run.request.TransformResources.InstanceCount);
    const failures = await allOrFirstError(run.signal, shares, async (share, signal) =>
      runShare({ ...run, signal }, share, { modelDir, scratch }, options),
    );
    const [first] = failures.flat();
    if (first) throw new JobFailure(failureReason(first));
  } catch (error) {
    if (!(error instanceof JobFailure || run.signal.aborted)) logInternalError(run, options, error);
    throw error;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** FailureReason will only say that there was an internal error; whoever runs this AWS may read which. */
function logInternalError(run: TransformRun, { logSink }: RunnerOptions, error: unknown): void {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  logSink.write(TRANSFORM_LOG_GROUP, `${run.request.TransformJobName}/internal-error`, message);
}

async function listObjects(
  request: CreateTransformJobRequest,
  s3: S3Client,
): Promise<InputObjects> {
  const { S3DataType, S3Uri } = request.TransformInput.DataSource.S3DataSource;
  const location = parseS3Uri(S3Uri);
  if (!location) throw new JobFailure(`ClientError: '${S3Uri}' is not an S3 address`);
  const dataType = S3DataType === 'ManifestFile' ? 'ManifestFile' : 'S3Prefix';
  return listInputObjects({ s3, dataType, location }).catch((error: unknown) => {
    throw isS3Denial(error) ? accessFailure(S3Uri, error) : error;
  });
}

/** One share an instance, at most as many as there are objects: an idle container would be work for nothing. */
function deal(objects: InputObjects, instances: number): InputObjects[] {
  const count = Math.min(instances, objects.keys.length);
  return Array.from({ length: count }, (_, instance) => ({
    ...objects,
    keys: objects.keys.filter((_key, index) => index % count === instance),
  }));
}

async function runShare(
  run: TransformRun,
  objects: InputObjects,
  folders: { modelDir: string; scratch: string },
  options: RunnerOptions,
): Promise<FailureKind[]> {
  const { request, model, signal } = run;
  const image = options.images(model.container.Image);
  if (!image)
    throw new JobFailure(`ClientError: Requested image ${model.container.Image} not found.`);
  const instance = await startInstance({
    request,
    image,
    environment: (home) =>
      containerEnvironment(image, model.container, request, { modelDir: folders.modelDir, home }),
    clock: options.clock,
    logSink: options.logSink,
    scratch: folders.scratch,
    startupTimeoutMs: options.startupTimeoutMs,
    signal,
  });
  try {
    return await runInstance({
      instance,
      request,
      objects,
      s3: options.s3,
      clock: options.clock,
      signal,
    });
  } finally {
    await instance.close();
  }
}
