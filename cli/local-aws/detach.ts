import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataDir } from '../../local/make-data-dir';
import { CliError } from '../shared/cli-error';
import { runningAws } from './running-aws';
import { DEFAULT_DATA } from './data-option';
import { placeRemarks } from './place-remarks';
import { upText } from './up-text';

/** Starts this very command again, without `--detach`, in a process of its own, and waits until it answers. */
export async function startDetached(dataDir: string): Promise<void> {
  try {
    makeDataDir(dataDir);
  } catch (error) {
    throw new CliError(error instanceof Error ? error.message : String(error), { cause: error });
  }
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
  const record = await runningAws(dataDir);
  const which = dataDir === DEFAULT_DATA ? '' : ` --data ${dataDir}`;
  const until = `in process ${child.pid} until t2t local down${which}`;
  process.stdout.write(upText(record, until, await placeRemarks(record)));
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
