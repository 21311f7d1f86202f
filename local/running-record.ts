import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** What an embedded AWS leaves in its data directory while it runs, for those who look for it. */
export const runningRecord = z.object({
  processId: z.int().min(1),
  /** Absolute. */
  dataDir: z.string(),
  /** `http://127.0.0.1:PORT` */
  endpoint: z.string(),
  region: z.string(),
  accountId: z.string(),
  /** Signing names of what runs in the process, e.g. `s3`, `states`. */
  services: z.array(z.string()),
  /** URLs of the services that run elsewhere, by signing name. One of either is nowhere. */
  elsewhere: z.record(z.string(), z.string()),
  /** Epoch milliseconds. */
  startedAt: z.number(),
});
export type RunningRecord = z.output<typeof runningRecord>;

const FILE = 'running.json';

/** @returns what removes it again */
export function keepRunningRecord(record: RunningRecord): () => void {
  const path = join(record.dataDir, FILE);
  writeFileSync(`${path}.partial`, JSON.stringify(record));
  renameSync(`${path}.partial`, path);
  return () => {
    rmSync(path, { force: true });
  };
}

/** Undefined where none runs, or has not come so far yet; it may be of a process that was killed. */
export function readRunningRecord(dataDir: string): RunningRecord | undefined {
  let text: string;
  try {
    text = readFileSync(join(dataDir, FILE), 'utf8');
  } catch {
    return undefined;
  }
  return parseRecord(text);
}

/** Undefined for what is no record. */
export function parseRecord(text: string): RunningRecord | undefined {
  try {
    return runningRecord.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
