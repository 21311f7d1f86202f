import { type Sandbox } from './sandbox';

/** A sandbox with what is written about it; `starts` once per sandbox. */
export interface PooledSandbox {
  readonly sandbox: Sandbox;
  readonly logStream: string;
}

/** The execution environments of one function version: one invocation each at a time, reused warm. */
export interface SandboxPool<T extends PooledSandbox> {
  /** An idle sandbox, or a new one; waits for one when `limit` are busy. */
  acquire(): Promise<T>;
  /** Gives it back; a dead one makes room for a new one. */
  release(pooled: T): void;
  /** Terminates idle sandboxes now and busy ones when they are released. */
  drain(): Promise<void>;
  /** Terminates all at once, invocations in flight included. */
  close(): Promise<void>;
}

export function createSandboxPool<T extends PooledSandbox>(
  start: () => T,
  limit: number,
): SandboxPool<T> {
  const all = new Set<T>();
  const idle: T[] = [];
  const waiting: ((pooled: T) => void)[] = [];
  let draining = false;

  const startOne = (): T => {
    const pooled = start();
    all.add(pooled);
    return pooled;
  };
  const discard = async (pooled: T): Promise<void> => {
    all.delete(pooled);
    await pooled.sandbox.terminate();
  };

  return {
    acquire() {
      // The last one used is the warmest.
      for (let pooled = idle.pop(); pooled; pooled = idle.pop()) {
        if (pooled.sandbox.alive()) return Promise.resolve(pooled);
        all.delete(pooled);
      }
      if (all.size < limit) return Promise.resolve(startOne());
      return new Promise((resolve) => waiting.push(resolve));
    },
    release(pooled) {
      const alive = pooled.sandbox.alive();
      if (!alive) all.delete(pooled);
      const next = waiting.shift();
      if (next) next(alive ? pooled : startOne());
      else if (draining) void discard(pooled);
      else if (alive) idle.push(pooled);
    },
    async drain() {
      draining = true;
      await Promise.all(idle.splice(0).map(discard));
    },
    async close() {
      draining = true;
      idle.length = 0;
      await Promise.all([...all].map(discard));
    },
  };
}
