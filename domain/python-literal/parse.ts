import { MAX_DEPTH, PythonLiteralError } from './error';
import { parseString } from './parse-string';

/**
 * Reads what Python's `str()` writes for a value made of dict, list, tuple, str, int, float, bool
 * and None: the subset of `ast.literal_eval` that JSON-like values need, plus `inf` and `nan`,
 * which `str()` writes and `literal_eval` refuses.
 *
 * Tuples become arrays; dict keys must be strings, and the last of equal keys wins. Numbers become
 * JS numbers: an int beyond 2^53 loses its low digits, as it would in `JSON.parse`.
 * Bytes, sets, complex numbers and joined strings (`'a' 'b'`) are refused.
 *
 * @throws PythonLiteralError with the offset and what would be valid there
 */
export function parsePythonLiteral(text: string): unknown {
  const reader = new LiteralReader(text);
  return reader.readAll();
}

const BLANK = /[ \t\n\r\f]*/y;
const NUMBER = /[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])/y;
const NAME = /[+-]?[A-Za-z_]\w*/y;
const NAMED = new Map<string, unknown>([
  ['True', true],
  ['False', false],
  ['None', null],
  ['inf', Infinity],
  ['-inf', -Infinity],
  ['nan', NaN],
]);

class LiteralReader {
  private offset = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  readAll(): unknown {
    const value = this.readValue();
    this.skipBlanks();
    if (this.offset < this.text.length) this.fail('the end of the text');
    return value;
  }

  private readValue(): unknown {
    this.skipBlanks();
    switch (this.text[this.offset]) {
      case "'":
      case '"':
        return this.readString();
      case '{':
        return this.nested(() => this.readDict());
      case '[':
        return this.nested(() => this.readItems(']').items);
      case '(':
        return this.nested(() => this.readTuple());
      default:
        return this.readAtom();
    }
  }

  private nested<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) this.fail(`at most ${MAX_DEPTH} open brackets`);
    this.offset += 1;
    const value = read();
    this.depth -= 1;
    return value;
  }

  private readString(): string {
    const { value, end } = parseString(this.text, this.offset);
    this.offset = end;
    return value;
  }

  private readDict(): Record<string, unknown> {
    const dict: Record<string, unknown> = {};
    while (!this.take('}')) {
      const quote = this.text[this.offset];
      if (quote !== "'" && quote !== '"') this.fail("a string as dict key, or '}'");
      const key = this.readString();
      if (!this.take(':')) this.fail("':' after a dict key");
      setOwn(dict, key, this.readValue());
      if (!this.take(',') && !this.at('}')) this.fail("',' or '}'");
    }
    return dict;
  }

  private readItems(close: ']' | ')'): { items: unknown[]; commas: number } {
    const items: unknown[] = [];
    let commas = 0;
    while (!this.take(close)) {
      items.push(this.readValue());
      if (this.take(',')) commas += 1;
      else if (!this.at(close)) this.fail(`',' or '${close}'`);
    }
    return { items, commas };
  }

  /** `(x)` is x itself; the comma makes the tuple. */
  private readTuple(): unknown {
    const { items, commas } = this.readItems(')');
    return items.length === 1 && commas === 0 ? items[0] : items;
  }

  private readAtom(): unknown {
    const number = this.match(NUMBER);
    if (number !== undefined) return Number(number);
    const start = this.offset;
    const name = this.match(NAME);
    if (name !== undefined && NAMED.has(name)) return NAMED.get(name);
    this.offset = start;
    return this.fail('a value (dict, list, tuple, string, number, True, False or None)');
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.offset += found.length;
    return found;
  }

  private take(character: string): boolean {
    const found = this.at(character);
    if (found) this.offset += 1;
    return found;
  }

  private at(character: string): boolean {
    this.skipBlanks();
    return this.text[this.offset] === character;
  }

  private skipBlanks(): void {
    // `str()` writes single spaces; only texts written by hand need the pattern.
    if (this.text.charCodeAt(this.offset) === 0x20) this.offset += 1;
    const code = this.text.charCodeAt(this.offset);
    if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) this.match(BLANK);
  }

  private fail(expected: string): never {
    const found = this.text.slice(this.offset, this.offset + 20);
    throw new PythonLiteralError(
      this.offset,
      expected,
      found === '' ? 'the end' : JSON.stringify(found),
    );
  }
}

/** Like `JSON.parse`, a key `__proto__` makes a property and sets no prototype. */
function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  } else {
    target[key] = value;
  }
}
