import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { UnreadableState } from './unreadable-state';

/** Lists that only grow: a file of JSON lines each, read when it is asked for. */
export interface AppendLogs<Entry> {
  /** On the disk with the next turn of the event loop: many entries of one turn are one write. */
  append(key: string, entry: Entry): void;
  /** Empty for a key that has none. @throws UnreadableState */
  read(key: string): Entry[];
  remove(key: string): void;
}

/** The logs of one kind, in a directory of their own. */
export class DiskLogs<Entry> implements AppendLogs<Entry> {
  readonly #pending = new Map<string, string[]>();
  #isClosed = false;

  constructor(
    private readonly directory: string,
    private readonly schema: z.ZodType<Entry>,
  ) {
    mkdirSync(directory, { recursive: true });
  }

  append(key: string, entry: Entry): void {
    if (this.#isClosed) return;
    if (this.#pending.size === 0) {
      setImmediate(() => {
        this.flush();
      });
    }
    const lines = this.#pending.get(key);
    const line = `${JSON.stringify(entry)}\n`;
    if (lines) lines.push(line);
    else this.#pending.set(key, [line]);
  }

  read(key: string): Entry[] {
    this.flush();
    const path = this.#path(key);
    if (!existsSync(path)) return [];
    const lines = readFileSync(path, 'utf8').split('\n');
    // After the last line break: nothing, or what a kill has cut off.
    lines.pop();
    try {
      return lines.map((line) => this.schema.parse(JSON.parse(line)));
    } catch (cause) {
      throw new UnreadableState(path, `a line of '${key}' is damaged`, { cause });
    }
  }

  remove(key: string): void {
    this.#pending.delete(key);
    rmSync(this.#path(key), { force: true });
  }

  close(): void {
    this.flush();
    this.#isClosed = true;
  }

  flush(): void {
    for (const [key, lines] of this.#pending) appendFileSync(this.#path(key), lines.join(''));
    this.#pending.clear();
  }

  /** Keys are ARNs, whose length and characters no file system promises to take. */
  #path(key: string): string {
    const name = createHash('sha256').update(key).digest('hex').slice(0, 32);
    return join(this.directory, `${name}.jsonl`);
  }
}
