import { Agent } from 'node:http';
import { type Clock } from '../clock';
import { waitUntilHealthy } from './container-health';
import { type ContainerCommand } from './container-images';
import { ContainerProcess } from './container-process';
import { withDeadline } from './deadline';
import { unlessAborted } from './unless-aborted';

export interface StartContainerOptions {
  readonly image: ContainerCommand;
  /** The complete environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly onLine: (line: string) => void;
  /** Limit for the first healthy ping. */
  readonly startupTimeoutMs: number;
  readonly signal: AbortSignal;
}

/** A container that has answered a ping. */
export interface RunningContainer {
  readonly port: number;
  /** Keeps connections to the container open between requests. */
  readonly agent: Agent;
  /** Aborts when the container has ended; the reason says how. */
  readonly gone: AbortSignal;
  /** Ends connections and container; resolves when the process is gone. */
  close(): Promise<void>;
}

/**
 * Starts a container and waits until it is healthy. Rejects, with the process gone, when the container ends first,
 * the time is over (DeadlineError) or the signal aborts (its reason).
 */
export async function startContainer(options: StartContainerOptions): Promise<RunningContainer> {
  const { image, env, clock, onLine, startupTimeoutMs } = options;
  const container = new ContainerProcess({ image, env, clock, onLine });
  const agent = new Agent({ keepAlive: true });
  const close = async (): Promise<void> => {
    agent.destroy();
    await container.stop();
  };
  try {
    const outer = AbortSignal.any([options.signal, container.gone]);
    const port = await withDeadline(clock, startupTimeoutMs, outer, async (signal) => {
      const listening = await unlessAborted(container.port, signal);
      await waitUntilHealthy({ port: listening, agent, clock, signal });
      return listening;
    });
    return { port, agent, gone: container.gone, close };
  } catch (error) {
    await close();
    options.signal.throwIfAborted();
    throw error;
  }
}
