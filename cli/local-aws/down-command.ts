import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../local/process-alive';
import { CliError } from '../shared/cli-error';
import { runningAws } from './running-aws';

/**
 * Containers have 10 seconds to end, one service ends after the other, and clean-up functions of
 * aborted executions may run.
 */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 50;

/** Ends the embedded AWS of a data directory and waits until its process is gone. */
export async function down(dataDir: string): Promise<void> {
  const { processId, endpoint } = await runningAws(dataDir);
  process.kill(processId, 'SIGTERM');
  const latest = Date.now() + PATIENCE_MS;
  while (isAlive(processId)) {
    if (Date.now() > latest) {
      throw new CliError(
        `process ${processId} has not ended within ${PATIENCE_MS / 1000} s; kill -9 ${processId} ends it, and what it has acknowledged stays`,
      );
    }
    await sleep(LOOK_EVERY_MS);
  }
  process.stdout.write(`The embedded AWS at ${endpoint} has ended; its data stays in ${dataDir}\n`);
}
