import { kindOf } from './kind-of';
import { ColumnError, type JsonRecord } from './prompt-template';
import { type Line } from './line-splitter';

/**
 * Reads one line as a JSON object.
 * @throws ColumnError saying what is there instead, in words that go into logs and messages and
 *   therefore repeat nothing of the line
 */
export function parseRecord(line: Line): JsonRecord {
  if (!line.utf8) throw new ColumnError('the line is not UTF-8');
  const value = parseJson(line.text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ColumnError(`the line is ${kindOf(value)}; a JSON object was expected`);
  }
  return value as JsonRecord;
}

function parseJson(text: string): unknown {
  let fault: string;
  try {
    return JSON.parse(text);
  } catch (error) {
    // V8: `Unexpected token 'x', "the text..." is not valid JSON`. Not kept as a cause, which is logged.
    fault = (error as Error).message.replace(/, .* is not valid JSON$/s, '');
  }
  throw new ColumnError(`invalid JSON: ${fault}`);
}
