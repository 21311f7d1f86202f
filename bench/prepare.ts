import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { RunLayout } from '../domain/run/layout';
import { type Plan } from '../domain/run/plan';
import { RunStore } from '../lambdas/shared/run-store';
import { preparePart } from '../lambdas/prepare-input/prepare-part';
import { benchPlan } from './bench-plan';

export interface PrepareFigures {
  readonly megabytes: number;
  readonly recordsPerSecond: number;
  /** Of a loop that only splits, parses and writes the same records. */
  readonly shareOfBareLoop: number;
  /** Highest resident memory of the whole process while it ran, in MB. */
  readonly peakMegabytes: number;
}

const MEGABYTE = 1024 * 1024;
/** What an S3 stream hands out at a time. */
const CHUNK_BYTES = 64 * 1024;
const RECORDS = readFileSync(join(__dirname, '../examples/debian-packages/test.jsonl'));

/** prepare-input over data sets of several sizes; S3 is replaced by memory, so that only its own work counts. */
export async function measurePrepare(sizes: readonly number[]): Promise<PrepareFigures[]> {
  // Once to warm up: a function that reads a gigabyte is warm for all but its first second.
  await prepare(20);
  await bareLoop(20);
  const figures: PrepareFigures[] = [];
  for (const megabytes of sizes) {
    const bare = await cpuSeconds(() => bareLoop(megabytes));
    const own = await cpuSeconds(() => prepare(megabytes));
    figures.push({
      megabytes,
      recordsPerSecond: own.result / own.seconds,
      shareOfBareLoop: bare.seconds / own.seconds,
      peakMegabytes: own.peakMegabytes,
    });
  }
  return figures;
}

/** @returns records prepared */
async function prepare(megabytes: number): Promise<number> {
  const outcome = await preparePart(new RunLayout('bench'), 0, memoryStore(benchPlan(), megabytes));
  return outcome.read;
}

/** The least that any preparation does: split, parse, write. @returns records */
async function bareLoop(megabytes: number): Promise<number> {
  let records = 0;
  let rest = '';
  for await (const chunk of dataset(megabytes) as AsyncIterable<Buffer>) {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const record = JSON.parse(line) as { description: string };
      JSON.stringify({ id: records++, text_inputs: record.description });
    }
  }
  return records;
}

/** Sampled once a copy: a timer would not be called while memory answers at once. */
let peakBytes = 0;

/** The example data again and again, whole lines only, as a stream of S3's chunks. */
function dataset(megabytes: number): Readable {
  const copies = Math.ceil((megabytes * MEGABYTE) / RECORDS.length);
  return Readable.from(
    (function* () {
      for (let copy = 0; copy < copies; copy++) {
        peakBytes = Math.max(peakBytes, process.memoryUsage().rss);
        for (let from = 0; from < RECORDS.length; from += CHUNK_BYTES) {
          yield RECORDS.subarray(from, from + CHUNK_BYTES);
        }
      }
    })(),
    { objectMode: false, highWaterMark: CHUNK_BYTES },
  );
}

/** A store whose S3 answers from memory and forgets what is put. */
function memoryStore(plan: Plan, megabytes: number): RunStore {
  const send = (command: unknown): Promise<unknown> => {
    if (!(command instanceof GetObjectCommand)) return Promise.resolve({});
    const isPlan = command.input.Key?.endsWith('plan.json') === true;
    const Body = isPlan
      ? { transformToByteArray: () => Promise.resolve(Buffer.from(JSON.stringify(plan))) }
      : dataset(megabytes);
    return Promise.resolve({ Body });
  };
  return new RunStore({ send } as unknown as S3Client, 'bench');
}

async function cpuSeconds<T>(work: () => Promise<T>) {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  peakBytes = before;
  const start = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(start);
  return { result, seconds: (user + system) / 1e6, peakMegabytes: peakBytes / MEGABYTE };
}
