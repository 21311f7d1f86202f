import { type RunLayout } from '../../domain/run/layout';
import { type ScoredShard } from '../../domain/run/outcomes';
import { CONTRACT_VERSION, planSchema } from '../../domain/run/plan';
import { writeColumns } from '../../domain/run/score-columns';
import { isNoSuchKey, type RunStore } from '../shared/run-store';
import { joinAnswers, type JoinedShard } from './join-answers';
import { readSubmitted } from './submitted-record';
import { scoreRecords, type ShardScores } from './score-records';

export interface ScoreShardOptions {
  readonly layout: RunLayout;
  readonly pass: number;
  readonly shard: number;
  readonly store: RunStore;
}

/**
 * Reads one shard's references and output, and writes its predictions, scores, unanswered records
 * and score columns. A shard is small (10,000 records, or 8 MiB and one record, at most), so it is held in memory.
 *
 * @returns the counts: submitted = scored + unscored + failed + missing
 */
export async function scoreShard(options: ScoreShardOptions): Promise<ScoredShard> {
  const { layout, pass, shard, store } = options;
  const plan = await store.readJson(layout.plan, planSchema);
  const submitted = readSubmitted(await store.readBytes(layout.references(shard)));
  const joined = joinAnswers(submitted, await readOutput(store, layout.output(pass, shard)));
  const scores = scoreRecords(joined.answered, plan.settings);
  await writeFiles(options, joined, scores);
  if (joined.unanswered.length === 0) await letRawFilesExpire(options);
  const answered = joined.answered.length;
  return {
    contractVersion: CONTRACT_VERSION,
    kind: 'scored',
    submitted: submitted.length,
    scored: scores.scored,
    unscored: answered - scores.scored,
    failed: joined.outputExists ? 0 : joined.unanswered.length,
    missing: joined.outputExists ? joined.unanswered.length : 0,
    unansweredWithReference: joined.unanswered.filter(({ highlights }) => highlights !== undefined)
      .length,
    strayLines: joined.strayLines,
    answersWithoutTokens: scores.answersWithoutTokens,
    referencesWithoutTokens: scores.referencesWithoutTokens,
    baselines: scores.baselines,
    answerWords: scores.answerWords,
    answersSurelyCut: scores.answersSurelyCut,
    sums: [...scores.sums],
  };
}

/** Undefined: there is no `.out`, so a record of this object failed and none of it was kept. */
async function readOutput(store: RunStore, key: string): Promise<string | undefined> {
  try {
    return (await store.readBytes(key)).toString('utf8');
  } catch (error) {
    if (isNoSuchKey(error)) return undefined;
    throw error;
  }
}

/** What they hold stands in the predictions. Those of a shard that lost records stay: they tell why. */
async function letRawFilesExpire({ layout, pass, shard, store }: ScoreShardOptions): Promise<void> {
  await Promise.all(
    [layout.input(pass, shard), layout.output(pass, shard)].map((key) => store.letExpire(key)),
  );
}

async function writeFiles(
  { layout, shard, store }: ScoreShardOptions,
  joined: JoinedShard,
  scores: ShardScores,
): Promise<void> {
  const predictions = joined.answered.map(({ record, generatedTexts }) => ({
    id: record.id,
    sourceId: record.sourceId,
    generated_texts: generatedTexts,
  }));
  const unanswered = joined.unanswered.map(({ id, sourceId }) => ({
    id,
    sourceId,
    outcome: joined.outputExists ? 'missing' : 'failed',
  }));
  await Promise.all([
    writeLines(store, layout.predictions(shard), predictions),
    writeLines(store, layout.scores(shard), scores.lines),
    writeLines(store, layout.unanswered(shard), unanswered),
    store.write(
      layout.shardColumns(shard),
      writeColumns(scores.columns),
      'application/octet-stream',
    ),
  ]);
}

async function writeLines(store: RunStore, key: string, values: readonly object[]): Promise<void> {
  if (values.length === 0) return;
  const body = values.map((value) => `${JSON.stringify(value)}\n`).join('');
  await store.write(key, body, 'application/jsonlines');
}
