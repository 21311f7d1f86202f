import { ExactSums, RougeScorer, SCORE_WIDTH, type ExactSumsState } from '../../domain/rouge';
import { type RunSettings } from '../../domain/run/request';
import { SYSTEMS, type System } from '../../domain/run/score-columns';
import { type AnsweredRecord } from './join-answers';

export interface ShardScores {
  readonly scored: number;
  readonly baselines: number;
  readonly answersWithoutTokens: number;
  readonly referencesWithoutTokens: number;
  readonly answerWords: { readonly sum: number; readonly max: number };
  readonly answersSurelyCut: number;
  /** Lines of `scores/<shard>.jsonl`. */
  readonly lines: readonly object[];
  /** As `writeColumns` takes them: the answer's columns, then lead-1's and lead-3's. */
  readonly columns: readonly Float64Array[];
  readonly sums: readonly ExactSumsState[];
}

/**
 * Scores the first text of each answer that has a reference, and beside it the first sentence and
 * the first three of the source text, so that every report shows what a model must beat.
 */
export function scoreRecords(
  answered: readonly AnsweredRecord[],
  { rouge, hyperParameters }: RunSettings,
): ShardScores {
  const scorer = new RougeScorer(rouge);
  const systems = new Map(SYSTEMS.map((system) => [system, [] as Float64Array[]]));
  const lines: object[] = [];
  let answersWithoutTokens = 0;
  let referencesWithoutTokens = 0;

  const scoreSystem = (system: System, text: string, reference: string | readonly string[]) => {
    const row = new Float64Array(scorer.width);
    scorer.scoreInto(text, reference, row);
    systems.get(system)?.push(row);
    return row;
  };

  for (const { record, generatedTexts } of answered) {
    const { id, sourceId, highlights, lead } = record;
    if (highlights === undefined) continue;
    const row = scoreSystem('answer', generatedTexts[0] ?? '', highlights);
    if (scorer.predictionTokens === 0) answersWithoutTokens++;
    if (scorer.referenceTokens === 0) referencesWithoutTokens++;
    lines.push({ id, sourceId, scores: scoresOf(row, scorer.options.types) });
    if (lead !== undefined) {
      scoreSystem('lead1', lead[0] ?? '', highlights);
      // A sentence a line, as rougeLsum wants summaries.
      scoreSystem('lead3', lead.join('\n'), highlights);
    }
  }

  const columns = [...systems.values()].flatMap((rows) => columnsOf(rows, scorer.width));
  return {
    scored: lines.length,
    baselines: systems.get('lead1')?.length ?? 0,
    answersWithoutTokens,
    referencesWithoutTokens,
    ...lengthsOf(answered, hyperParameters?.max_length),
    lines,
    columns,
    sums: columns.map(sumsOf),
  };
}

function scoresOf(row: Float64Array, types: readonly string[]): object {
  return Object.fromEntries(
    types.map((type, index) => {
      const [precision, recall, fmeasure] = row.subarray(index * SCORE_WIDTH);
      return [type, { precision, recall, fmeasure }];
    }),
  );
}

function columnsOf(rows: readonly Float64Array[], width: number): Float64Array[] {
  return Array.from({ length: width }, (_, column) =>
    Float64Array.from(rows, (row) => row[column] ?? 0),
  );
}

function sumsOf(column: Float64Array): ExactSumsState {
  const sums = new ExactSums();
  for (const value of column) sums.add(value);
  return sums.toJSON();
}

/** max_length counts the decoder's start token, so an answer has at most max_length - 1 tokens. */
function lengthsOf(answered: readonly AnsweredRecord[], maxLength: unknown) {
  const limit = typeof maxLength === 'number' ? maxLength - 1 : Infinity;
  let sum = 0;
  let max = 0;
  let answersSurelyCut = 0;
  for (const { generatedTexts } of answered) {
    const words = (generatedTexts[0] ?? '').split(/\s+/).filter((word) => word !== '').length;
    sum += words;
    max = Math.max(max, words);
    if (words >= limit) answersSurelyCut++;
  }
  return { answerWords: { sum, max }, answersSurelyCut };
}
