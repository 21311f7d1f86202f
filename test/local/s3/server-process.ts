import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

const readySchema = z.object({ endpoint: z.string() });
const peakSchema = z.object({ peakBytes: z.number() });

/** An embedded S3 in a process of its own, with the bucket `memory`. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly endpoint: string,
  ) {}

  static async start(dataDir: string): Promise<ServerProcess> {
    const child = fork(join(__dirname, 'memory-server.ts'), [dataDir], {
      execArgv: ['--import', 'tsx'],
    });
    return new ServerProcess(child, readySchema.parse(await nextMessage(child)).endpoint);
  }

  /** Most memory that the process has had resident. */
  async peakBytes(): Promise<number> {
    const answer = nextMessage(this.child);
    this.child.send('peak');
    return peakSchema.parse(await answer).peakBytes;
  }

  /** SIGKILL: no handler runs, nothing is flushed. Idempotent. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('error', reject);
  });
}
