import { DataDirInUse } from '../../local/data-dir-lock';
import { startEmbeddedAws, type EmbeddedAws } from '../../local/embedded-aws';
import { PortInUse } from '../../local/gateway/port-in-use';
import { OtherScope } from '../../local/kept-scope';
import { ImpossiblePlacement, type PlacementOptions } from '../../local/placement';
import { UnusableDataDir } from '../../local/make-data-dir';
import { UnreadableState } from '../../local/state/unreadable-state';
import { CliError } from '../shared/cli-error';
import { startDetached } from './detach';
import { runningAws } from './running-aws';
import { placeRemarks } from './place-remarks';
import { upText } from './up-text';

export interface UpOptions {
  readonly port: number;
  /** Absolute. */
  readonly data: string;
  readonly detach: boolean;
  readonly region: string;
  /** 12 digits. */
  readonly account: string;
  /** Which services run here, and where the others are. */
  readonly services: PlacementOptions;
}

/** Runs the embedded AWS until this process is told to end, or leaves it in a process of its own. */
export async function up(options: UpOptions): Promise<void> {
  if (options.detach) {
    await startDetached(options.data);
    return;
  }
  const ended = signalled();
  const aws = await start(options);
  const record = await runningAws(options.data);
  process.stdout.write(upText(record, 'until Ctrl-C', await placeRemarks(record)));
  // The process that started this one in the background waits for it.
  process.send?.('ready');
  await ended;
  process.stderr.write('Ending what runs (Ctrl-C again ends it at once)\n');
  process.once('SIGINT', () => process.exit(130));
  await aws.close();
  // What a library may have left open must not hold the terminal.
  process.exit(0);
}

async function start(options: UpOptions): Promise<EmbeddedAws> {
  try {
    const { port, data: dataDir, services, region, account: accountId } = options;
    return await startEmbeddedAws({ dataDir, port, services, region, accountId, persist: true });
  } catch (error) {
    const isTheirs = [
      DataDirInUse,
      ImpossiblePlacement,
      OtherScope,
      PortInUse,
      UnreadableState,
      UnusableDataDir,
    ].some((kind) => error instanceof kind);
    throw isTheirs && error instanceof Error
      ? new CliError(error.message, { cause: error })
      : error;
  }
}

/** Resolves with Ctrl-C, an ordinary end, or the end of the terminal. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      resolve();
    };
    process.once('SIGINT', end).once('SIGTERM', end).once('SIGHUP', end);
  });
}
