import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { systemClock } from '../local/clock';
import { modelServerCommand } from '../local/model-server/command';
import { ContainerProcess } from '../local/sagemaker/container-process';

export interface T5Figures {
  readonly batchSize: number;
  readonly records: number;
  /** Seen by the client, over HTTP. */
  readonly recordsPerSecond: number;
  /** Share, 0 to 1, of the model's time that is spent outside `session.run`. */
  readonly shareOutsideRun: number;
  /** From the start of the process until /ping is healthy. */
  readonly startMilliseconds: number;
}

const MODEL_FOLDER = join(__dirname, '../models/t5-debian-synopsis');
const RECORDS = join(__dirname, '../examples/debian-packages/test.jsonl');
const RECORDS_PER_REQUEST = 256;
const WARM_UP_RECORDS = 64;

const statsSchema = z.object({ busyMilliseconds: z.number(), sessionRunMilliseconds: z.number() });
const recordSchema = z.object({ id: z.string(), description: z.string() });

/** The embedded T5 through its server, greedy, over the whole test set, by batch size. */
export async function measureT5(batchSizes: readonly number[] = [1, 4, 16]): Promise<T5Figures[]> {
  const lines = readFileSync(RECORDS, 'utf8').trim().split('\n').map(toPayloadLine);
  const figures: T5Figures[] = [];
  for (const batchSize of batchSizes) figures.push(await measureBatchSize(batchSize, lines));
  return figures;
}

function toPayloadLine(line: string): string {
  const { id, description } = recordSchema.parse(JSON.parse(line));
  return JSON.stringify({ id, text_inputs: `Briefly summarize this text: ${description}` });
}

async function measureBatchSize(batchSize: number, lines: readonly string[]): Promise<T5Figures> {
  const start = performance.now();
  const server = new ContainerProcess({
    image: modelServerCommand('t5'),
    env: {
      SAGEMAKER_BIND_TO_PORT: '0',
      SM_MODEL_DIR: MODEL_FOLDER,
      HYPER_PARAMS: `{'batch_size': ${batchSize}}`,
      MODEL_SERVER_STATS: '1',
    },
    clock: systemClock,
    onLine: () => undefined,
  });
  try {
    const url = `http://127.0.0.1:${await server.port}`;
    while (!(await fetch(`${url}/ping`)).ok) await sleep(5);
    const startMilliseconds = performance.now() - start;
    await invoke(url, lines.slice(0, WARM_UP_RECORDS));
    const before = await readStats(url);
    const begin = performance.now();
    await invoke(url, lines);
    const seconds = (performance.now() - begin) / 1000;
    const after = await readStats(url);
    const busy = after.busyMilliseconds - before.busyMilliseconds;
    const inRun = after.sessionRunMilliseconds - before.sessionRunMilliseconds;
    return {
      batchSize,
      records: lines.length,
      recordsPerSecond: lines.length / seconds,
      shareOutsideRun: 1 - inRun / busy,
      startMilliseconds,
    };
  } finally {
    await server.stop();
  }
}

async function invoke(url: string, lines: readonly string[]): Promise<void> {
  for (let from = 0; from < lines.length; from += RECORDS_PER_REQUEST) {
    const response = await fetch(`${url}/invocations`, {
      method: 'POST',
      headers: { 'content-type': 'application/jsonlines', accept: 'text/csv' },
      body: lines.slice(from, from + RECORDS_PER_REQUEST).join('\n'),
    });
    if (!response.ok) throw new Error(await response.text());
    await response.text();
  }
}

async function readStats(url: string): Promise<z.infer<typeof statsSchema>> {
  return statsSchema.parse(await (await fetch(`${url}/stats`)).json());
}
