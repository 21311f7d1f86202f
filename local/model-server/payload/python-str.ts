import { toPythonLiteral } from '../../../domain/python-literal';

/** Python's `str()`: a text as it is, anything else as its literal. */
export function pythonStr(value: unknown): string {
  return typeof value === 'string' ? value : toPythonLiteral(value);
}
