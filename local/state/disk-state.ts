import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { DiskLogs } from './append-logs';
import { DurableMap } from './durable-map';
import { type Format } from './format';
import { type State } from './state';

/** Keeps each map in a file `NAME.jsonl` of a directory, made if need be. One process at a time. */
export function openState(directory: string): State {
  mkdirSync(directory, { recursive: true });
  for (const file of readdirSync(directory)) {
    // A rewrite that a kill cut short: the file that it was to replace is whole.
    if (file.endsWith('.partial')) rmSync(join(directory, file));
  }
  const closers: (() => void)[] = [];
  return {
    map<Value, Stored>(name: string, format: Format<Value, Stored>) {
      const map = new DurableMap(join(directory, `${name}.jsonl`), format);
      closers.push(() => {
        map.detach();
      });
      return map;
    },
    logs<Entry>(name: string, schema: z.ZodType<Entry>) {
      const logs = new DiskLogs(join(directory, name), schema);
      closers.push(() => {
        logs.close();
      });
      return logs;
    },
    close() {
      for (const close of closers) close();
    },
  };
}
