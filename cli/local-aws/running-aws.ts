import { findRunning } from '../../local/find-running';
import { type RunningRecord } from '../../local/running-record';
import { CliError } from '../shared/cli-error';

/** The embedded AWS of a data directory. @throws CliError when none runs, or it does not answer */
export async function runningAws(dataDir: string): Promise<RunningRecord> {
  const found = await findRunning(dataDir);
  if (found.kind === 'running') return found.record;
  if (found.kind === 'none') {
    throw new CliError(`no embedded AWS runs with the data in ${dataDir}: t2t local up starts one`);
  }
  throw new CliError(
    `process ${found.processId} holds ${dataDir} and does not answer as its embedded AWS: ` +
      'it is starting, or stuck, or another program has its number now; see what it is, and end it by hand if it is ours',
  );
}
