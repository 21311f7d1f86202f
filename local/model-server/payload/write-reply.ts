import { InvocationError } from '../invocation-error';
import { pythonStr } from './python-str';

export interface Reply {
  readonly contentType: string;
  readonly body: string;
}

/**
 * Writes what a model answered in the form that `accept` asks for.
 * text/csv is what the toolkit's encoder makes of it, `np.savetxt(..., fmt='%s')`: one Python
 * literal a line for a list, an error for anything else.
 */
export function writeReply(accept: string, value: unknown): Reply {
  const types = accept
    .toLowerCase()
    .split(',')
    .map((type) => (type.split(';', 1)[0] ?? '').trim());
  for (const type of types) {
    switch (type) {
      case '':
      case '*/*':
      case 'application/json':
        return { contentType: 'application/json', body: JSON.stringify(value) };
      case 'application/jsonlines':
        return { contentType: type, body: writeLines(rows(value), (row) => JSON.stringify(row)) };
      case 'text/csv':
        if (!Array.isArray(value)) {
          throw new InvocationError('Expected 1D or 2D array, got 0D array instead');
        }
        return { contentType: type, body: writeLines(value, pythonStr) };
    }
  }
  throw new InvocationError(
    `Accept type ${accept} is not supported by this framework. ` +
      'Valid: application/json, application/jsonlines, text/csv.',
  );
}

function rows(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function writeLines(values: readonly unknown[], write: (value: unknown) => string): string {
  return values.map((value) => `${write(value)}\n`).join('');
}
