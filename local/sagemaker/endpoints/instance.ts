import { type Clock } from '../../clock';
import { type RunningContainer } from '../start-container';

/** Pause before a container is started again; doubles with each start that fails, up to a minute. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 60_000;

/** Starts the instance's container and waits until it is healthy; rejects when it is not, or by the signal. */
export type StartInstanceContainer = (signal: AbortSignal) => Promise<RunningContainer>;

/** An ML instance of an endpoint: a container that is started again whenever it ends. */
export class Instance {
  private readonly stopped = new AbortController();
  private readonly calls = new Set<Promise<unknown>>();
  private readonly supervision: Promise<void>;
  /** Undefined while it is started again. */
  private container: RunningContainer | undefined;

  private constructor(
    first: RunningContainer,
    private readonly startContainer: StartInstanceContainer,
    private readonly clock: Pick<Clock, 'sleep'>,
  ) {
    this.container = first;
    this.supervision = this.supervise(first);
  }

  /** Resolves when the first container is healthy. */
  static async start(
    startContainer: StartInstanceContainer,
    clock: Pick<Clock, 'sleep'>,
    signal: AbortSignal,
  ): Promise<Instance> {
    return new Instance(await startContainer(signal), startContainer, clock);
  }

  get isReady(): boolean {
    return this.container !== undefined;
  }

  /** Calls under way. */
  get load(): number {
    return this.calls.size;
  }

  /** Counts as load until `work` settles. Only while the instance is ready. */
  async call<Result>(work: (container: RunningContainer) => Promise<Result>): Promise<Result> {
    if (!this.container) throw new Error('The instance has no container');
    const call = work(this.container);
    this.calls.add(call);
    try {
      return await call;
    } finally {
      this.calls.delete(call);
    }
  }

  /** Resolves when the calls under way have ended, however they did. */
  async drained(): Promise<void> {
    await Promise.allSettled(this.calls);
  }

  /** Ends the container, and with it the calls under way; resolves when the process is gone. */
  async close(): Promise<void> {
    this.stopped.abort(new Error('The instance is stopped'));
    await this.supervision;
  }

  private async supervise(first: RunningContainer): Promise<void> {
    const { signal } = this.stopped;
    for (let running: RunningContainer | undefined = first; running;) {
      await aborted(running.gone, signal);
      this.container = undefined;
      await running.close();
      running = signal.aborted ? undefined : await this.restart();
      this.container = running;
    }
  }

  private async restart(): Promise<RunningContainer | undefined> {
    const { signal } = this.stopped;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        await this.clock.sleep(pause, signal);
        return await this.startContainer(signal);
      } catch {
        if (signal.aborted) return undefined;
      }
    }
  }
}

/** Resolves when the first of the signals has aborted. */
async function aborted(...signals: readonly AbortSignal[]): Promise<void> {
  const found = new AbortController();
  await new Promise<void>((resolve) => {
    for (const each of signals) {
      if (each.aborted) resolve();
      each.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { signal: found.signal },
      );
    }
  });
  found.abort();
}
