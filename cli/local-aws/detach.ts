import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../shared/cli-error';
import { runningAws } from './running-aws';
import { upText } from './up-text';

/** Starts this very command again, without `--detach`, in a process of its own, and waits until it answers. */
export async function startDetached(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  const logFile = join(dataDir, 'up.log');
  const log = openSync(logFile, 'w');
  const [script = '', ...words] = process.argv.slice(1);
  const child = spawn(
    process.execPath,
    [...process.execArgv, script, ...words.filter((word) => word !== '--detach')],
    { detached: true, stdio: ['ignore', log, log, 'ipc'] },
  );
  closeSync(log);
  await firstMessage(child, logFile);
  child.disconnect();
  child.unref();
  process.stdout.write(
    upText(await runningAws(dataDir), `in process ${child.pid} until t2t local down`),
  );
}

function firstMessage(child: ChildProcess, logFile: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      const said = readFileSync(logFile, 'utf8')
        .trim()
        .replace(/^Error: /, '');
      reject(new CliError(said === '' ? `it ended with ${signal ?? `status ${code}`}` : said));
    });
  });
}
