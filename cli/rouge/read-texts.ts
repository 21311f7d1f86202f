import { createReadStream } from 'node:fs';
import { type Line, LineTooLong, splitLines } from '../../domain/records/line-splitter';
import { CliError } from '../shared/cli-error';
import {
  type FieldNames,
  MalformedLine,
  RecordReader,
  type Side,
  type TextRecord,
} from './text-record';

/** 1 MB a read: a run's shard in one, and a few megabytes in flight for any file. */
const CHUNK_BYTES = 1 << 20;

/**
 * The texts of a file in blocks, in order. A file is records when its first line that is not blank
 * starts with a brace; blank lines between records are dropped. Any other file is plain text: each
 * line counts, blank ones as empty texts.
 * @throws CliError with file and line when a line cannot be scored, or when there is no such file.
 */
export async function* readTexts(
  file: string,
  side: Side,
  named: FieldNames,
): AsyncGenerator<TextRecord[]> {
  const reader = new RecordReader(side, named);
  let records: boolean | undefined;
  let skipped = 0;
  try {
    for await (const lines of splitLines(createReadStream(file, { highWaterMark: CHUNK_BYTES }))) {
      const first = lines.find((line) => line.text.trim() !== '');
      records ??= first?.text.trimStart().startsWith('{');
      if (records === undefined) {
        skipped += lines.length;
        continue;
      }
      const texts: TextRecord[] = [];
      if (!records) for (; skipped > 0; skipped--) texts.push({ id: undefined, text: '' });
      for (const line of lines) {
        if (!line.utf8) throw malformed(file, line, 'not UTF-8');
        if (!records) texts.push({ id: undefined, text: line.text });
        else if (line.text.trim() !== '') texts.push(readRecord(file, line, reader));
      }
      yield texts;
    }
  } catch (error) {
    throw readable(file, error);
  }
}

function readRecord(file: string, line: Line, reader: RecordReader): TextRecord {
  try {
    return reader.read(line.text);
  } catch (error) {
    if (error instanceof MalformedLine) throw malformed(file, line, error.message);
    throw error;
  }
}

function malformed(file: string, line: Line, reason: string): CliError {
  return new CliError(`${file}:${line.number}: ${reason}`);
}

function readable(file: string, error: unknown): unknown {
  if (error instanceof LineTooLong) return new CliError(`${file}: ${error.message}`);
  return isSystemError(error) ? new CliError(`Cannot read ${file}: ${error.message}`) : error;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}
