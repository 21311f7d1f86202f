import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Clock } from '../clock';
import { type ContainerCommand } from './container-images';

/** As long as `docker stop` waits before it kills. */
const TERMINATION_GRACE_MS = 10_000;

/** What the server prints when it listens; with SAGEMAKER_BIND_TO_PORT=0 it chose the port itself. */
const LISTENING = /^listening on (\d+)$/i;

export interface ContainerProcessOptions {
  readonly image: ContainerCommand;
  /** The complete environment: nothing of this process's own is added. */
  readonly env: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly onLine: (line: string) => void;
}

/** A child process that stands for a container. */
export class ContainerProcess {
  /** Aborts when the process has ended, for whatever reason; the reason says how. */
  readonly gone: AbortSignal;
  /** The port on 127.0.0.1. Rejects if the process ends first. */
  readonly port: Promise<number>;
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private isStopping = false;

  constructor(private readonly options: ContainerProcessOptions) {
    const { image, env, onLine } = options;
    // stdin stays open and unused: a server may take its end as the sign that this process died.
    const child = spawn(image.command, image.args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.on('error', () => undefined);
    this.child = child;

    const gone = new AbortController();
    this.gone = gone.signal;
    this.ended = endOf(child).then((how) => {
      if (!this.isStopping) onLine(how);
      gone.abort(new Error(how));
    });

    this.port = new Promise((resolve, reject) => {
      for (const input of [child.stdout, child.stderr]) {
        createInterface({ input }).on('line', (line) => {
          onLine(line);
          const match = LISTENING.exec(line);
          if (match) resolve(Number(match[1]));
        });
      }
      gone.signal.addEventListener('abort', () => {
        reject(new Error('The container ended before it listened'));
      });
    });
    // Whoever never asks for the port (a job that is stopped at once) must not crash the process.
    this.port.catch(() => undefined);
  }

  /** SIGTERM, then SIGKILL; resolves when the process is gone. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.child.kill('SIGTERM');
    const grace = new AbortController();
    this.options.clock.sleep(TERMINATION_GRACE_MS, grace.signal).then(
      () => {
        this.child.kill('SIGKILL');
        // A child of its own may hold the pipes, and with them the 'close' event.
        this.child.stdout?.destroy();
        this.child.stderr?.destroy();
      },
      () => undefined,
    );
    await this.ended;
    grace.abort();
  }
}

/** Resolves when the process has ended and its output is read, or when it could not be started. */
async function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    // Each signal that the system refuses is an 'error', too: without a listener it would throw here.
    child.on('error', (error) => {
      if (child.pid === undefined) resolve(`The container could not be started: ${error.message}`);
    });
    child.once('close', (code, signal) => {
      resolve(`The container ended with ${signal ?? `exit code ${code ?? 'unknown'}`}`);
    });
  });
}
