import { createReadStream, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { fileNameOf, keepName, nameOf } from './file-names';

/** One log event, as CloudWatch Logs returns it. */
export interface LogEvent {
  /** Epoch milliseconds, as the writer gave it. */
  readonly timestamp: number;
  /** Epoch milliseconds of its arrival. */
  readonly ingestionTime: number;
  readonly message: string;
}

export interface GroupFacts {
  readonly name: string;
  readonly createdAt: number;
  /** Kept, not acted upon: a local run does not outlive any retention. */
  readonly retentionInDays: number | undefined;
  /** Of the key that encrypts the group. Nothing is encrypted here; rights on the key are asked for. */
  readonly kmsKeyId: string | undefined;
}

export type GroupSettings = Partial<Pick<GroupFacts, 'retentionInDays' | 'kmsKeyId'>>;

/** Groups are directories, streams files of JSON lines, so that `tail` and `grep` work on them. */
export interface LogStore {
  createGroup(name: string, settings?: GroupSettings): void;
  deleteGroup(name: string): void;
  groups(): readonly GroupFacts[];
  hasGroup(name: string): boolean;
  /** Undefined for a group that is not there, or has none. */
  keyOf(name: string): string | undefined;
  streams(group: string): readonly string[];
  hasStream(group: string, stream: string): boolean;
  createStream(group: string, stream: string): void;
  append(group: string, stream: string, events: readonly LogEvent[]): void;
  /** In the order of their arrival, read as a stream. */
  read(group: string, stream: string): AsyncIterable<LogEvent>;
}

const META = 'group.json';
const metaSchema = z.object({
  createdAt: z.number(),
  retentionInDays: z.number().optional(),
  kmsKeyId: z.string().optional(),
});
const eventSchema = z.object({
  timestamp: z.number(),
  ingestionTime: z.number(),
  message: z.string(),
});

/** @param directory where the groups lie; created when needed */
export function createLogStore(directory: string, now: () => number): LogStore {
  mkdirSync(directory, { recursive: true });
  const groupPath = (group: string): string => join(directory, fileNameOf(group));
  const streamPath = (group: string, stream: string): string =>
    join(groupPath(group), `${fileNameOf(stream)}.jsonl`);
  const known = new Set(
    readdirSync(directory, { withFileTypes: true })
      // One without its settings was being made or deleted when the process was killed.
      .filter((entry) => entry.isDirectory() && existsSync(join(directory, entry.name, META)))
      .map((entry) => nameOf(directory, entry.name)),
  );

  const metaOf = (group: string): z.output<typeof metaSchema> =>
    metaSchema.parse(JSON.parse(readFileSync(join(groupPath(group), META), 'utf8')));
  // Asked for each line that is written.
  const keys = new Map<string, string | undefined>();
  const keyOf = (group: string): string | undefined => {
    if (known.has(group) && !keys.has(group)) keys.set(group, metaOf(group).kmsKeyId);
    return keys.get(group);
  };

  const createGroup = (name: string, settings: GroupSettings = {}): void => {
    keepName(directory, name);
    mkdirSync(groupPath(name), { recursive: true });
    const meta = JSON.stringify({ createdAt: now(), ...settings });
    // Whole or not at all, also if the process is killed.
    writeFileSync(join(groupPath(name), `${META}.partial`), meta);
    renameSync(join(groupPath(name), `${META}.partial`), join(groupPath(name), META));
    known.add(name);
    keys.set(name, settings.kmsKeyId);
  };
  const append = (group: string, stream: string, events: readonly LogEvent[]): void => {
    if (!known.has(group)) createGroup(group);
    const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('');
    keepName(groupPath(group), stream);
    appendFileSync(streamPath(group, stream), lines);
  };

  return {
    createGroup,
    append,
    deleteGroup(name) {
      rmSync(groupPath(name), { recursive: true, force: true });
      known.delete(name);
      keys.delete(name);
    },
    groups: () =>
      [...known].sort().map((name) => {
        const { createdAt, retentionInDays, kmsKeyId } = metaOf(name);
        return { name, createdAt, retentionInDays, kmsKeyId };
      }),
    hasGroup: (name) => known.has(name),
    keyOf,
    streams: (group) =>
      readdirSync(groupPath(group))
        .filter((file) => file.endsWith('.jsonl'))
        .map((file) => nameOf(groupPath(group), file.slice(0, -'.jsonl'.length)))
        .sort(),
    hasStream: (group, stream) => existsSync(streamPath(group, stream)),
    createStream: (group, stream) => {
      append(group, stream, []);
    },
    async *read(group, stream) {
      const input = createReadStream(streamPath(group, stream), 'utf8');
      for await (const line of createInterface({ input, crlfDelay: Infinity })) {
        yield eventSchema.parse(JSON.parse(line));
      }
    },
  };
}
