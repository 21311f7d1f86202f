import * as z from 'zod';
import { type Format } from './format';
import { Journal } from './journal';
import { UnreadableState } from './unreadable-state';

/** A map in memory whose changes are written to a journal before they count. */
export class DurableMap<Value, Stored> extends Map<string, Value> {
  readonly #journal: Journal;

  /** @throws UnreadableState */
  constructor(
    path: string,
    private readonly format: Format<Value, Stored>,
  ) {
    super();
    const { journal, entries } = Journal.open(path);
    this.#journal = journal;
    for (const [key, stored] of entries) super.set(key, read(path, format, key, stored));
  }

  override set(key: string, value: Value): this {
    this.#journal.set(key, this.format.write(value));
    super.set(key, value);
    if (this.#journal.wantsRewrite) this.#rewrite();
    return this;
  }

  override delete(key: string): boolean {
    if (!this.has(key)) return false;
    this.#journal.delete(key);
    return super.delete(key);
  }

  override clear(): void {
    super.clear();
    this.#rewrite();
  }

  /** Later changes are in memory only. */
  detach(): void {
    this.#journal.close();
  }

  #rewrite(): void {
    const { format } = this;
    this.#journal.rewrite([...this].map(([key, value]) => [key, format.write(value)] as const));
  }
}

function read<Value, Stored>(
  path: string,
  format: Format<Value, Stored>,
  key: string,
  stored: unknown,
): Value {
  const parsed = format.schema.safeParse(stored);
  if (!parsed.success) {
    const reason = z.prettifyError(parsed.error).replaceAll('\n', ' ');
    throw new UnreadableState(path, `the entry '${key}' is not as expected: ${reason}`);
  }
  try {
    return format.read(parsed.data, key);
  } catch (cause) {
    throw new UnreadableState(path, `the entry '${key}' is not accepted: ${String(cause)}`, {
      cause,
    });
  }
}
