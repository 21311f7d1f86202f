import { strategyVariable } from './container-env';
import { type ExecutionParameters } from './container-health';
import { type BatchStrategy } from './mini-batches';
import { type CreateTransformJobRequest } from './transform-job-request';

/** MiB, as SageMaker's containers read MaxPayloadInMB. */
const BYTES_PER_MB = 1_048_576;

export interface EffectiveParameters {
  readonly maxConcurrentTransforms: number;
  readonly maxPayloadBytes: number;
  readonly batchStrategy: BatchStrategy;
  /** As the platform writes them at the head of the data log. */
  readonly description: string;
}

/** The request's wish, else the container's, else 1, 6 MB and MultiRecord. 0 concurrent transforms means no wish. */
export function effectiveParameters(
  job: CreateTransformJobRequest,
  container: ExecutionParameters,
): EffectiveParameters {
  const maxConcurrentTransforms =
    (job.MaxConcurrentTransforms ?? 0) || (container.MaxConcurrentTransforms ?? 1);
  const maxPayloadInMB = job.MaxPayloadInMB ?? container.MaxPayloadInMB ?? 6;
  const wished = container.BatchStrategy === 'SINGLE_RECORD' ? 'SingleRecord' : 'MultiRecord';
  const batchStrategy = job.BatchStrategy ?? wished;
  return {
    maxConcurrentTransforms,
    maxPayloadBytes: maxPayloadInMB * BYTES_PER_MB,
    batchStrategy,
    description: `MaxConcurrentTransforms=${maxConcurrentTransforms}, MaxPayloadInMB=${maxPayloadInMB}, BatchStrategy=${strategyVariable(batchStrategy)}`,
  };
}
