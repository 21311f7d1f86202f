import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../../local/process-alive';
import { readRunningRecord } from '../../../local/running-record';
import { runCommand } from './command';

/**
 * `t2t local up --detach` at a free port, `work` with its endpoint and a folder, `t2t local down`.
 * @throws Error also when the process is still there after `down`
 */
export async function withLocalAws(
  work: (endpoint: string, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 't2t-clients-aws-'));
  const data = join(folder, 'data');
  try {
    await t2t('local', 'up', '--detach', '--port', '0', '--data', data);
    const record = readRunningRecord(data);
    if (!record) throw new Error('t2t local up ended well and left no record of what runs');
    try {
      await work(record.endpoint, folder);
      await t2t('local', 'down', '--data', data);
      if (isAlive(record.processId)) throw new Error('t2t local down left its process running');
    } finally {
      // After a failure nobody has told it to end.
      if (isAlive(record.processId)) process.kill(record.processId, 'SIGKILL');
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function t2t(...args: string[]): Promise<string> {
  // The environment of a person at a terminal, with npm's own variables.
  return runCommand(process.execPath, ['--import', 'tsx', 'bin/t2t.ts', ...args], {
    env: process.env,
  });
}
