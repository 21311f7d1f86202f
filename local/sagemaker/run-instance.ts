import { setMaxListeners } from 'node:events';
import { type S3Client } from '@aws-sdk/client-s3';
import { type Clock } from '../clock';
import { accessFailure, isS3Denial } from './access-denial';
import { type FailureKind } from './failures';
import { type InputObjects } from './input-objects';
import { invoke } from './invocation';
import { toObjectFailure } from './object-failure';
import { outputKey } from './output-key';
import { parseS3Uri } from './s3-uri';
import { Slots } from './slots';
import { type TransformInstance } from './transform-instance';
import { type CreateTransformJobRequest } from './transform-job-request';
import { transformObject } from './transform-object';

/** Beside the objects with requests in flight, one may be on its way from S3 and one on its way to it. */
const OBJECTS_IN_TRANSIT = 2;

export interface InstanceRun {
  readonly instance: TransformInstance;
  readonly request: CreateTransformJobRequest;
  readonly objects: InputObjects;
  readonly s3: S3Client;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Transforms the objects of one instance, several at a time, within the requests that it may have in flight, and
 * gives the kind of each failure in the order in which they happened. Rejects when the job is stopped, and when the
 * role may not read or write: no other object would fare better.
 */
export async function runInstance(run: InstanceRun): Promise<FailureKind[]> {
  const { maxConcurrentTransforms } = run.instance.parameters;
  const slots = new Slots(maxConcurrentTransforms);
  const invocations = AbortSignal.any([run.signal, run.instance.gone]);
  // Each request in flight listens (100 at most), and each transfer.
  setMaxListeners(0, invocations, run.signal);
  const failures: FailureKind[] = [];
  const keys = run.objects.keys.values();
  const worker = async (): Promise<void> => {
    for (const key of keys) {
      run.signal.throwIfAborted();
      const failure = await tryObject(run, key, slots, invocations);
      if (failure) failures.push(failure);
    }
  };
  const width = Math.min(maxConcurrentTransforms + OBJECTS_IN_TRANSIT, run.objects.keys.length);
  const workers = await Promise.allSettled(Array.from({ length: width }, worker));
  run.signal.throwIfAborted();
  for (const ended of workers) if (ended.status === 'rejected') throw ended.reason;
  return failures;
}

/** Undefined: the object's `.out` is stored. */
async function tryObject(
  run: InstanceRun,
  key: string,
  slots: Slots,
  invocations: AbortSignal,
): Promise<FailureKind | undefined> {
  const { bucket } = run.objects;
  try {
    await transformOne(run, key, slots, invocations);
    return undefined;
  } catch (error) {
    run.signal.throwIfAborted();
    const failure = toObjectFailure(error, run.instance.gone);
    run.instance.dataLog.object(bucket, key, failure.headline, failure.body);
    if (isS3Denial(error)) throw accessFailure(`s3://${bucket}/${key}`, error);
    return failure.kind;
  }
}

async function transformOne(
  run: InstanceRun,
  key: string,
  slots: Slots,
  invocations: AbortSignal,
): Promise<void> {
  const { instance, request, objects, s3, clock, signal } = run;
  instance.gone.throwIfAborted();
  const { TransformInput: input, TransformOutput: output, ModelClientConfig: client } = request;
  const target = parseS3Uri(output.S3OutputPath) ?? { bucket: '', key: '' };
  const { maxConcurrentTransforms, maxPayloadBytes, batchStrategy } = instance.parameters;
  await transformObject({
    s3,
    input: { bucket: objects.bucket, key },
    output: {
      bucket: target.bucket,
      key: outputKey(key, objects.prefix, target.key),
      kmsKeyId: output.KmsKeyId,
    },
    splitType: input.SplitType === 'Line' ? 'Line' : 'None',
    isGzip: input.CompressionType === 'Gzip',
    batchStrategy,
    maxPayloadBytes,
    assembleWith: output.AssembleWith ?? 'None',
    slots,
    window: maxConcurrentTransforms,
    scratch: instance.scratch,
    signal,
    invoke: async (payload) =>
      invoke(payload, {
        port: instance.port,
        agent: instance.agent,
        clock,
        headers: {
          ...(input.ContentType && { 'content-type': input.ContentType }),
          ...(output.Accept && { accept: output.Accept }),
        },
        timeoutSeconds: client?.InvocationsTimeoutInSeconds ?? 600,
        maxRetries: client?.InvocationsMaxRetries ?? 3,
        signal: invocations,
      }),
  });
}
