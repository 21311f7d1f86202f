/** A text that is not a Python literal: where it stops being one, and what would be valid there. */
export class PythonLiteralError extends Error {
  constructor(
    /** UTF-16 code units from the start of the text. */
    readonly offset: number,
    /** What would be valid there, e.g. `':' after a dict key`. */
    readonly expected: string,
    /** What stands there. */
    found: string,
  ) {
    super(`Not a Python literal: at offset ${offset} expected ${expected}, found ${found}`);
    this.name = 'PythonLiteralError';
  }
}

/** CPython's own tokenizer stops at 200 open brackets (MAXLEVEL in Parser/tokenizer.h). */
export const MAX_DEPTH = 200;
