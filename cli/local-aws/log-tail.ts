import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { nameOf } from '../../local/logs/file-names';

export interface LogLine {
  readonly group: string;
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly message: string;
}

const event = z.object({ timestamp: z.number(), message: z.string() });

/** What log files have that was not read before: they only grow. Also of an embedded AWS that runs no more. */
export class LogTail {
  /** Bytes that were read, by file. */
  readonly #read = new Map<string, number>();

  /** @param group a part of the groups' names; empty for all */
  constructor(
    private readonly directory: string,
    private readonly group: string,
  ) {}

  /** By time. A line that is not whole yet waits for the next call. */
  next(): LogLine[] {
    if (!existsSync(this.directory)) return [];
    const folders = readdirSync(this.directory, { withFileTypes: true });
    return folders
      .filter((folder) => folder.isDirectory())
      .map(({ name }) => ({ name, group: nameOf(this.directory, name) }))
      .filter(({ group }) => group.includes(this.group))
      .flatMap(({ name, group }) => this.#nextOf(join(this.directory, name), group))
      .sort((a, b) => a.timestamp - b.timestamp);
  }

  #nextOf(folder: string, group: string): LogLine[] {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.jsonl'))
      .flatMap((file) => this.#newLines(join(folder, file)))
      .map((line) => ({ group, ...event.parse(JSON.parse(line)) }));
  }

  #newLines(path: string): string[] {
    const from = this.#read.get(path) ?? 0;
    const descriptor = openSync(path, 'r');
    try {
      const rest = Buffer.alloc(Math.max(0, fstatSync(descriptor).size - from));
      const bytes = rest.subarray(0, readSync(descriptor, rest, 0, rest.length, from));
      const end = bytes.lastIndexOf('\n') + 1;
      this.#read.set(path, from + end);
      return end === 0 ? [] : bytes.toString('utf8', 0, end - 1).split('\n');
    } finally {
      closeSync(descriptor);
    }
  }
}
