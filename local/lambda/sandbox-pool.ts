import { type Sandbox } from './sandbox';

/** A sandbox with what is written about it; `starts` once per sandbox. */
export interface PooledSandbox {
  readonly sandbox: Sandbox;
  readonly logStream: string;
}

interface Waiting<T> {
  readonly resolve: (pooled: T) => void;
  readonly reject: (reason: Error) => void;
}

/** The execution environments of one function version: one invocation each at a time, reused warm. */
export interface SandboxPool<T extends PooledSandbox> {
  /** An idle sandbox, or a new one; waits for one when `limit` are busy. Rejects once closed. */
  acquire(): Promise<T>;
  /** Gives it back; a dead one makes room for a new one. */
  release(pooled: T): void;
  /** Terminates idle sandboxes now and busy ones when they are released. */
  drain(): Promise<void>;
  /** Terminates all at once, invocations in flight included; no sandbox starts after it. */
  close(): Promise<void>;
}

export function createSandboxPool<T extends PooledSandbox>(
  start: () => T,
  limit: number,
): SandboxPool<T> {
  const all = new Set<T>();
  const idle: T[] = [];
  const waiting: Waiting<T>[] = [];
  let draining = false;
  let closed = false;

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
      if (closed) return Promise.reject(closing());
      // The last one used is the warmest.
      for (let pooled = idle.pop(); pooled; pooled = idle.pop()) {
        if (pooled.sandbox.alive()) return Promise.resolve(pooled);
        all.delete(pooled);
      }
      if (all.size < limit) return Promise.resolve(startOne());
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    release(pooled) {
      const alive = pooled.sandbox.alive();
      if (!alive) all.delete(pooled);
      const next = waiting.shift();
      if (next) next.resolve(alive ? pooled : startOne());
      else if (draining) void discard(pooled);
      else if (alive) idle.push(pooled);
    },
    async drain() {
      draining = true;
      await Promise.all(idle.splice(0).map(discard));
    },
    async close() {
      closed = true;
      draining = true;
      idle.length = 0;
      for (const { reject } of waiting.splice(0)) reject(closing());
      await Promise.all([...all].map(discard));
    },
  };
}

function closing(): Error {
  return new Error('The embedded Lambda is closing: no invocation starts any more');
}
