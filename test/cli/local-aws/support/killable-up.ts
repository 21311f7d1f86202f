import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientConfig, type EmbeddedClientConfig } from '../../../../local/gateway/client-config';
import { startLocal, type Started } from './t2t';

/** `t2t local up` over a directory of its own, to be killed and started again by a test. */
export class KillableUp {
  #up: Started | undefined;

  private constructor(private readonly data: string) {}

  static async make(): Promise<KillableUp> {
    return new KillableUp(await mkdtemp(join(tmpdir(), 't2t-killed-')));
  }

  /** Resolves when it answers. @param port `0` for any that is free */
  async start(
    port: string,
  ): Promise<{ readonly port: string; readonly config: EmbeddedClientConfig }> {
    this.#up = startLocal('up', '--port', port, '--data', this.data);
    const [, endpoint = ''] = await this.#up.printed(/runs at (\S+) until/);
    return { port: new URL(endpoint).port, config: clientConfig(endpoint, 'us-east-1') };
  }

  async kill(): Promise<void> {
    if (!this.#up) return;
    this.#up.child.kill('SIGKILL');
    await once(this.#up.child, 'close');
  }

  /** Ends what is left of it, and its directory. */
  async remove(): Promise<void> {
    this.#up?.child.kill('SIGKILL');
    await this.#up?.ended;
    await rm(this.data, { recursive: true, force: true });
  }
}
