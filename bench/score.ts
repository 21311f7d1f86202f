import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toPythonLiteral } from '../domain/python-literal';
import { joinAnswers } from '../lambdas/score-shard/join-answers';
import { scoreRecords } from '../lambdas/score-shard/score-records';
import { type SubmittedRecord } from '../lambdas/score-shard/submitted-record';
import { benchPlan } from './bench-plan';

export interface ScoreFigures {
  /** Parse the answers, join them by id, score them and both baselines: one thread. */
  readonly recordsPerSecond: number;
  /** Records of one shard. */
  readonly shardRecords: number;
}

const ROOT = join(__dirname, '..');
const SHARD_RECORDS = 256;
const SHARDS = 60;

/** What score-shard does between reading and writing, over the example data and the card's answers. */
export function measureScoring(): ScoreFigures {
  const { submitted, output } = composeShard();
  const { settings } = benchPlan();
  const score = (): void => {
    scoreRecords(joinAnswers(submitted, output).answered, settings);
  };
  for (let warmUp = 0; warmUp < 10; warmUp++) score();
  const start = process.cpuUsage();
  for (let shard = 0; shard < SHARDS; shard++) score();
  const { user, system } = process.cpuUsage(start);
  return {
    recordsPerSecond: (SHARDS * SHARD_RECORDS) / ((user + system) / 1e6),
    shardRecords: SHARD_RECORDS,
  };
}

function composeShard(): { submitted: SubmittedRecord[]; output: string } {
  const records = readLines<{ id: string; description: string; synopsis: string }>(
    'examples/debian-packages/test.jsonl',
  );
  const answers = readLines<{ generated_texts: string[] }>(
    'models/t5-debian-synopsis/expected-greedy.jsonl',
  );
  const submitted = records.slice(0, SHARD_RECORDS).map((record, id) => ({
    id,
    sourceId: record.id,
    highlights: record.synopsis,
    lead: record.description.split(/(?<=[.!?])\s+/, 3),
  }));
  const output = answers
    .slice(0, SHARD_RECORDS)
    .map(({ generated_texts }, id) => `${toPythonLiteral({ id, generated_texts })}\n`)
    .join('');
  return { submitted, output };
}

function readLines<Line>(file: string): Line[] {
  const lines = readFileSync(join(ROOT, file), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Line);
}
