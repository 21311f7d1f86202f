import { ColumnError, type JsonRecord } from './prompt-template';
import { type Line } from './line-splitter';

/** Reads one line as a JSON object. @throws ColumnError saying what is there instead */
export function parseRecord(line: Line): JsonRecord {
  if (!line.utf8) throw new ColumnError('the line is not UTF-8');
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch (cause) {
    throw new ColumnError(`invalid JSON: ${(cause as Error).message}`, { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const kind = Array.isArray(value) ? 'a list' : JSON.stringify(value).slice(0, 40);
    throw new ColumnError(`the line is ${kind}; a JSON object was expected`);
  }
  return value as JsonRecord;
}
