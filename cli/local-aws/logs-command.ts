import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRunningRecord } from '../../local/running-record';
import { CliError } from '../shared/cli-error';
import { type LogLine, LogTail } from './log-tail';

export interface LogsOptions {
  /** Absolute. */
  readonly data: string;
  readonly group: string;
  readonly follow: boolean;
}

const LOOK_EVERY_MS = 500;

/**
 * Prints the logs of functions, containers and state machines; with `follow`, until Ctrl-C.
 * @throws CliError when they go to another process
 */
export async function showLogs({ data, group, follow }: LogsOptions): Promise<void> {
  if (!existsSync(data)) {
    throw new CliError(`there is no ${data}: --data names the directory that t2t local up had`);
  }
  const elsewhere = readRunningRecord(data)?.elsewhere.logs;
  if (elsewhere !== undefined) {
    throw new CliError(`the embedded AWS with the data in ${data} writes its logs at ${elsewhere}`);
  }
  const tail = new LogTail(join(data, 'logs'), group);
  do {
    for (const line of tail.next()) process.stdout.write(logText(line));
    if (follow) await sleep(LOOK_EVERY_MS);
  } while (follow);
}

/** One line, whatever the message ends with. */
export function logText({ group, timestamp, message }: LogLine): string {
  return `${new Date(timestamp).toISOString()} ${group} ${message.trimEnd()}\n`;
}
