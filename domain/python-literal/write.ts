import { MAX_DEPTH } from './error';
import { quotePython } from './write-string';

/**
 * Python's `repr` of a JSON value: `{'id': 0, 'do_sample': True, 'note': None}`.
 *
 * JS does not tell ints from floats: a whole number is written as an int in all its digits
 * (1e22 as 10000000000000000000000), -0 and every other number as a float in Python's shortest form.
 *
 * @throws TypeError for what JSON has not (undefined, functions, ...) and beyond 200 levels
 */
export function toPythonLiteral(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quotePython(value);
    case 'number':
      return writeNumber(value);
    case 'bigint':
      return String(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'object':
      if (value === null) return 'None';
      if (depth === MAX_DEPTH) {
        throw new TypeError(`A Python literal may have at most ${MAX_DEPTH} levels`);
      }
      return writeContainer(value, depth + 1);
    default:
      throw new TypeError(`A Python literal cannot hold a value of type ${typeof value}`);
  }
}

function writeContainer(value: object, depth: number): string {
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth)).join(', ')}]`;
  const entries = Object.entries(value).map(
    ([key, item]) => `${quotePython(key)}: ${write(item, depth)}`,
  );
  return `{${entries.join(', ')}}`;
}

function writeNumber(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  if (Number.isSafeInteger(value)) return String(value);
  if (Number.isInteger(value)) return String(BigInt(value));
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  // Both languages find the shortest digits that round-trip; Python turns to an exponent below
  // 1e-4 (JS below 1e-6) and gives it two digits at least. Large ones are whole numbers: see above.
  if (Math.abs(value) >= 1e-4) return String(value);
  return value.toExponential().replace(/e-(\d)$/, 'e-0$1');
}
