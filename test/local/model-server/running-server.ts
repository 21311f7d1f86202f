import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { type ModelServerKind, modelServerCommand } from '../../../local/model-server/command';

export interface Answer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
}

/** A model server in a process of its own, as the embedded SageMaker starts it. */
export class RunningServer {
  private constructor(
    readonly child: ChildProcess,
    readonly url: string,
    /** All that it wrote there; resolves when it ends. */
    readonly stderr: Promise<string>,
  ) {}

  static async start(
    kind: ModelServerKind,
    env: Readonly<Record<string, string>> = {},
  ): Promise<RunningServer> {
    const { command, args } = modelServerCommand(kind);
    const child = spawn(command, args, {
      env: { SAGEMAKER_BIND_TO_PORT: '0', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const stderr = text(child.stderr);
    for await (const line of createInterface({ input: child.stdout })) {
      const port = /^listening on (\d+)$/.exec(line)?.[1];
      if (port !== undefined) return new RunningServer(child, `http://127.0.0.1:${port}`, stderr);
    }
    throw new Error(await stderr);
  }

  /** Starts a server and waits until `/ping` says that the model is loaded; rejects with stderr. */
  static async startLoaded(
    kind: ModelServerKind,
    env: Readonly<Record<string, string>> = {},
  ): Promise<RunningServer> {
    const server = await RunningServer.start(kind, env);
    while (!(await server.isReady())) continue;
    return server;
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await this.get('/ping')).status === 200;
    } catch {
      throw new Error(await this.stderr);
    }
  }

  async get(path: string): Promise<Answer> {
    return read(await fetch(this.url + path));
  }

  async invoke(contentType: string, accept: string, body: string | Buffer): Promise<Answer> {
    const headers = { 'content-type': contentType, accept };
    return read(await fetch(`${this.url}/invocations`, { method: 'POST', headers, body }));
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await exited;
  }
}

async function read(response: Response): Promise<Answer> {
  return {
    status: response.status,
    contentType: response.headers.get('content-type'),
    body: await response.text(),
  };
}
