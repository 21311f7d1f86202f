import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../../local/process-alive';
import { readRunningRecord } from '../../../local/running-record';
import { runCommand } from './command';

/**
 * `t2t local up --detach`, `work` with its endpoint and a folder, `t2t local down`.
 * @param options of `up`, in place of a free port
 * @throws Error also when the process is still there after `down`
 */
export async function withLocalAws(
  work: (endpoint: string, folder: string) => Promise<void>,
  options: readonly string[] = ['--port', '0'],
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 't2t-clients-aws-'));
  const data = dataOf(folder);
  try {
    await t2t(['local', 'up', '--detach', '--data', data, ...options]);
    const record = readRunningRecord(data);
    if (!record) throw new Error('t2t local up ended well and left no record of what runs');
    try {
      await work(record.endpoint, folder);
      await t2t(['local', 'down', '--data', data]);
      if (isAlive(record.processId)) throw new Error('t2t local down left its process running');
    } finally {
      // After a failure nobody has told it to end.
      if (isAlive(record.processId)) process.kill(record.processId, 'SIGKILL');
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Where the embedded AWS of a folder has its data. */
export function dataOf(folder: string): string {
  return join(folder, 'data');
}

/** The command of this checkout. @param env what it has besides that of a person at a terminal, with npm's variables */
export function t2t(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  return runCommand(process.execPath, ['--import', 'tsx', 'bin/t2t.ts', ...args], {
    env: { ...process.env, ...env },
  });
}
