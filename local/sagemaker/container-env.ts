import { type ContainerCommand } from './container-images';
import { type ContainerDefinition } from './model-request';
import { type CreateTransformJobRequest } from './transform-job-request';

interface Folders {
  readonly modelDir: string;
  readonly home: string;
}

/**
 * The environment of a job's container: image, then model, then job (local mode of the SageMaker SDK lets the job
 * win), then what the platform sets. The three SAGEMAKER_* settings exist only if the user gave them.
 * Source: developer guide, "Use your own inference code with batch transform".
 */
export function containerEnvironment(
  image: ContainerCommand,
  model: ContainerDefinition,
  job: CreateTransformJobRequest,
  folders: Folders,
): Record<string, string> {
  const { MaxPayloadInMB, BatchStrategy, MaxConcurrentTransforms } = job;
  return withPlatform(folders, {
    ...image.env,
    ...model.Environment,
    ...job.Environment,
    SAGEMAKER_BATCH: 'true',
    ...(MaxPayloadInMB !== undefined && { SAGEMAKER_MAX_PAYLOAD_IN_MB: String(MaxPayloadInMB) }),
    ...(BatchStrategy && { SAGEMAKER_BATCH_STRATEGY: strategyVariable(BatchStrategy) }),
    ...(MaxConcurrentTransforms && {
      SAGEMAKER_MAX_CONCURRENT_TRANSFORMS: String(MaxConcurrentTransforms),
    }),
  });
}

/** The environment of an endpoint's container: image, then model, then what the platform sets. */
export function endpointEnvironment(
  image: ContainerCommand,
  model: ContainerDefinition,
  folders: Folders,
): Record<string, string> {
  return withPlatform(folders, { ...image.env, ...model.Environment });
}

/** Of this process only PATH is passed on: no credentials, no HOME with a `.aws` folder. */
function withPlatform(
  { modelDir, home }: Folders,
  variables: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    ...variables,
    SM_MODEL_DIR: modelDir,
    SAGEMAKER_BIND_TO_PORT: '0',
  };
}

/** `MultiRecord` as the container and the data log spell it. */
export function strategyVariable(
  strategy: 'MultiRecord' | 'SingleRecord',
): 'MULTI_RECORD' | 'SINGLE_RECORD' {
  return strategy === 'MultiRecord' ? 'MULTI_RECORD' : 'SINGLE_RECORD';
}
