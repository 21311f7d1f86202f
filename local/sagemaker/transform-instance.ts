import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type LogSink } from '../logs/log-sink';
import { type Clock } from '../clock';
import { type ContainerCommand } from './container-images';
import { readExecutionParameters } from './container-health';
import { DataLog, TRANSFORM_LOG_GROUP } from './data-log';
import { effectiveParameters, type EffectiveParameters } from './effective-parameters';
import { failureReason, JobFailure } from './failures';
import { type RunningContainer, startContainer } from './start-container';
import { type CreateTransformJobRequest } from './transform-job-request';

export interface InstanceOptions {
  readonly request: CreateTransformJobRequest;
  readonly image: ContainerCommand;
  /** The container's environment, once its home folder is known. */
  readonly environment: (home: string) => Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly logSink: LogSink;
  /** Folder of the job. */
  readonly scratch: string;
  /** Limit for the first healthy ping. */
  readonly startupTimeoutMs: number;
  readonly signal: AbortSignal;
}

/** An ML instance of a job: its container, ready for invocations, and its logs. */
export interface TransformInstance extends RunningContainer {
  readonly scratch: string;
  readonly parameters: EffectiveParameters;
  readonly dataLog: DataLog;
}

/**
 * Starts a container and waits until it serves.
 * @throws JobFailure AlgorithmError when it ends or stays unhealthy; its own lines are in the log
 */
export async function startInstance(options: InstanceOptions): Promise<TransformInstance> {
  const { clock, logSink, request, signal, startupTimeoutMs } = options;
  const id = `i-${randomBytes(8).toString('hex')}`;
  const stream = `${request.TransformJobName}/${id}-${clock.now()}`;
  const scratch = join(options.scratch, id);
  await mkdir(scratch, { recursive: true });
  const container = await startContainer({
    image: options.image,
    env: options.environment(scratch),
    clock,
    onLine: (line) => {
      logSink.write(TRANSFORM_LOG_GROUP, stream, line, clock.now());
    },
    startupTimeoutMs,
    signal,
  }).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw new JobFailure(failureReason('AlgorithmError'), { cause });
  });
  try {
    const outer = AbortSignal.any([signal, container.gone]);
    const wishes = await readExecutionParameters({ ...container, clock, signal: outer });
    const parameters = effectiveParameters(request, wishes);
    const dataLog = new DataLog(logSink, clock, stream);
    dataLog.line(parameters.description);
    return { ...container, scratch, parameters, dataLog };
  } catch (cause) {
    await container.close();
    signal.throwIfAborted();
    throw new JobFailure(failureReason('AlgorithmError'), { cause });
  }
}
