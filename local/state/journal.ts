import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import * as z from 'zod';
import { UnreadableState } from './unreadable-state';

/** Rises with any change that makes older files unreadable. */
const VERSION = 1;
const header = z.object({ embeddedAwsState: z.literal(VERSION) });
/** `[key, value]` sets an entry, `[key]` deletes it. */
const line = z.union([z.tuple([z.string(), z.unknown()]), z.tuple([z.string()])]);

/** Small files are not worth a rewrite: 1 MiB is read in some 10 ms. */
const LEAST_REWRITE_BYTES = 1024 * 1024;
/** Bytes of a file for each byte that counts in it, before it is rewritten: the cost of rewriting stays below that of writing. */
const MAX_GROWTH = 4;

/**
 * One file of changes: a header, then a line of JSON for each. A line is one write to the system, so
 * that it outlives a kill of the process once `append` has returned; it is not forced to the disk,
 * so that a power cut may take the latest ones. A last line that is not whole was never acknowledged.
 */
export class Journal {
  #descriptor: number | undefined;
  #isClosed = false;
  /** Bytes of the line that counts, by key. */
  readonly #bytes = new Map<string, number>();
  #liveBytes = 0;
  #fileBytes = 0;

  private constructor(private readonly path: string) {}

  /** Opens the file, or begins it. @throws UnreadableState */
  static open(path: string): { journal: Journal; entries: Map<string, unknown> } {
    const journal = new Journal(path);
    const entries = existsSync(path) ? journal.#read() : new Map<string, unknown>();
    if (journal.#fileBytes === 0) journal.rewrite([]);
    else journal.#descriptor = openSync(path, 'a');
    return { journal, entries };
  }

  set(key: string, value: unknown): void {
    this.#append(key, `${JSON.stringify([key, value])}\n`);
  }

  delete(key: string): void {
    this.#append(key, `${JSON.stringify([key])}\n`, true);
  }

  get wantsRewrite(): boolean {
    return this.#fileBytes > LEAST_REWRITE_BYTES && this.#fileBytes > MAX_GROWTH * this.#liveBytes;
  }

  /** Puts these entries in the place of all lines: whole, or not at all. */
  rewrite(entries: Iterable<readonly [string, unknown]>): void {
    if (this.#isClosed) return;
    this.#closeFile();
    const lines = [`${JSON.stringify({ embeddedAwsState: VERSION })}\n`];
    this.#bytes.clear();
    this.#liveBytes = 0;
    for (const [key, value] of entries) {
      const text = `${JSON.stringify([key, value])}\n`;
      lines.push(text);
      this.#count(key, Buffer.byteLength(text));
    }
    const text = lines.join('');
    writeFileSync(`${this.path}.partial`, text);
    renameSync(`${this.path}.partial`, this.path);
    this.#fileBytes = Buffer.byteLength(text);
    this.#descriptor = openSync(this.path, 'a');
  }

  /** From here on nothing is written any more. */
  close(): void {
    this.#isClosed = true;
    this.#closeFile();
  }

  #closeFile(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #append(key: string, text: string, isDeletion = false): void {
    if (this.#descriptor === undefined) return;
    const bytes = Buffer.from(text);
    // Short writes happen where the disk is full: the next call throws, with the reason.
    for (let at = 0; at < bytes.length;) at += writeSync(this.#descriptor, bytes, at);
    this.#fileBytes += bytes.length;
    this.#count(key, isDeletion ? 0 : bytes.length);
  }

  #count(key: string, bytes: number): void {
    this.#liveBytes += bytes - (this.#bytes.get(key) ?? 0);
    if (bytes === 0) this.#bytes.delete(key);
    else this.#bytes.set(key, bytes);
  }

  #read(): Map<string, unknown> {
    const text = readFileSync(this.path);
    const end = text.lastIndexOf('\n') + 1;
    if (end < text.length) truncateSync(this.path, end);
    this.#fileBytes = end;
    const entries = new Map<string, unknown>();
    let number = 0;
    for (let from = 0; from < end;) {
      const to = text.indexOf('\n', from);
      number += 1;
      const value = this.#parse(text.toString('utf8', from, to), number);
      if (value !== undefined) {
        const [key] = value;
        if (value.length === 1) entries.delete(key);
        else entries.set(key, value[1]);
        this.#count(key, value.length === 1 ? 0 : to + 1 - from);
      }
      from = to + 1;
    }
    return entries;
  }

  /** Undefined for the header. */
  #parse(text: string, number: number): z.output<typeof line> | undefined {
    try {
      const value: unknown = JSON.parse(text);
      if (number > 1) return line.parse(value);
      header.parse(value);
      return undefined;
    } catch (cause) {
      const reason =
        number > 1
          ? `line ${number} is damaged`
          : `it is not of version ${VERSION} of this program`;
      throw new UnreadableState(this.path, reason, { cause });
    }
  }
}
