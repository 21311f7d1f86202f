import { type OutputFormat } from '../shared/format-option';
import { placeRemarks } from './place-remarks';
import { readActivity } from './activity';
import { runningAws } from './running-aws';
import { statusText } from './status-text';

export interface StatusOptions {
  /** Absolute. */
  readonly data: string;
  readonly format: OutputFormat;
}

/** Prints what runs. @throws CliError when nothing does, so that scripts see it by the exit status */
export async function showStatus({ data, format }: StatusOptions): Promise<void> {
  const record = await runningAws(data);
  const status = { ...record, ...(await readActivity(record)) };
  process.stdout.write(
    format === 'json'
      ? `${JSON.stringify(status, null, 2)}\n`
      : statusText(status, Date.now(), await placeRemarks(record)),
  );
}
