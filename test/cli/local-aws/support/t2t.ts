import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..', '..');

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  /** Resolves with the first part of the output that matches; rejects if the command ends without it. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<Ended>;
}

/** Starts `t2t local ...` from this checkout, as a process of its own. */
export function startLocal(...words: string[]): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/t2t.ts', 'local', ...words], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([status]: (number | null)[]) => ({
    status: status ?? null,
    stdout,
    stderr,
  }));
  return {
    child,
    ended,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(stdout);
          if (match) resolve(match);
        };
        child.stdout.on('data', look);
        void ended.then(() => {
          reject(new Error(`It ended without ${String(pattern)}: ${stdout}${stderr}`));
        });
        look();
      }),
  };
}

/** Runs `t2t local ...` to its end. */
export async function local(...words: string[]): Promise<Ended> {
  return startLocal(...words).ended;
}
