/**
 * Whether an error is the operating system's `code`, e.g. `ENOENT`. Goes by shape, not by class: under
 * jest, Node's own errors are of another realm's Error.
 */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
