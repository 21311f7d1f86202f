import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { type LogSink } from '../logs/log-sink';
import { type Clock } from '../clock';
import { type ContainerCommand } from './container-images';
import { ContainerProcess } from './container-process';
import { readExecutionParameters, waitUntilHealthy } from './container-health';
import { DataLog, TRANSFORM_LOG_GROUP } from './data-log';
import { withDeadline } from './deadline';
import { effectiveParameters, type EffectiveParameters } from './effective-parameters';
import { failureReason, JobFailure } from './failures';
import { type CreateTransformJobRequest } from './transform-job-request';
import { unlessAborted } from './unless-aborted';

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
export interface TransformInstance {
  readonly port: number;
  readonly agent: Agent;
  readonly scratch: string;
  readonly parameters: EffectiveParameters;
  readonly dataLog: DataLog;
  /** Aborts when the container has ended. */
  readonly gone: AbortSignal;
  close(): Promise<void>;
}

/**
 * Starts a container and waits until it serves.
 * @throws JobFailure AlgorithmError when it ends or stays unhealthy; its own lines are in the log
 */
export async function startInstance(options: InstanceOptions): Promise<TransformInstance> {
  const { clock, logSink, request } = options;
  const id = `i-${randomBytes(8).toString('hex')}`;
  const stream = `${request.TransformJobName}/${id}-${clock.now()}`;
  const scratch = join(options.scratch, id);
  await mkdir(scratch, { recursive: true });
  const container = new ContainerProcess({
    image: options.image,
    env: options.environment(scratch),
    clock,
    onLine: (line) => {
      logSink.write(TRANSFORM_LOG_GROUP, stream, line, clock.now());
    },
  });
  const agent = new Agent({ keepAlive: true });
  const close = async (): Promise<void> => {
    agent.destroy();
    await container.stop();
  };
  try {
    const outer = AbortSignal.any([options.signal, container.gone]);
    return await withDeadline(clock, options.startupTimeoutMs, outer, async (signal) => {
      const port = await unlessAborted(container.port, signal);
      const address = { port, agent, clock, signal };
      await waitUntilHealthy(address);
      const parameters = effectiveParameters(request, await readExecutionParameters(address));
      const dataLog = new DataLog(logSink, clock, stream);
      dataLog.line(parameters.description);
      return { port, agent, scratch, parameters, dataLog, gone: container.gone, close };
    });
  } catch (cause) {
    await close();
    options.signal.throwIfAborted();
    throw new JobFailure(failureReason('AlgorithmError'), { cause });
  }
}
