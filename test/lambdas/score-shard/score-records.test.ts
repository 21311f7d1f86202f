import { RougeScorer } from '../../../domain/rouge';
import { type AnsweredRecord } from '../../../lambdas/score-shard/join-answers';
import { scoreRecords } from '../../../lambdas/score-shard/score-records';
import { type SubmittedRecord } from '../../../lambdas/score-shard/submitted-record';
import { runSettings, type SettingsChanges } from '../../support/run-fixtures';

const TYPES = ['rouge1', 'rougeLsum'] as const;

function answered(text: string | string[], record: Partial<SubmittedRecord> = {}): AnsweredRecord {
  return {
    record: { id: 0, sourceId: 'a', highlights: 'the reference text', ...record },
    generatedTexts: typeof text === 'string' ? [text] : text,
  };
}

const scoreAll = (records: readonly AnsweredRecord[], changes: SettingsChanges = {}) =>
  scoreRecords(records, runSettings({ rouge: { types: [...TYPES] }, ...changes }));

test("lines, columns and sums are the scorer's figures", () => {
  const { lines, columns, sums } = scoreAll([answered('the text')]);
  const scores = new RougeScorer({ types: TYPES }).score('the text', 'the reference text');
  expect(lines).toEqual([{ id: 0, sourceId: 'a', scores }]);
  const answerColumns = TYPES.flatMap((type) => [
    scores[type].precision,
    scores[type].recall,
    scores[type].fmeasure,
  ]);
  expect(columns.slice(0, 6).map(([value]) => value)).toEqual(answerColumns);
  expect(sums.slice(0, 6).map(({ count }) => count)).toEqual([1, 1, 1, 1, 1, 1]);
});

test('the first of several generated texts is scored', () => {
  expect(scoreAll([answered(['the text', 'other'])]).columns).toEqual(
    scoreAll([answered('the text')]).columns,
  );
});

test('of several references the best counts', () => {
  const several = answered('the text', { highlights: ['nothing', 'the text'] });
  expect(scoreAll([several]).columns[2]).toEqual(Float64Array.of(1));
});

test('a record without a reference has no score', () => {
  const scores = scoreAll([answered('x', { highlights: undefined }), answered('y')]);
  expect(scores.scored).toBe(1);
  expect(scores.lines).toHaveLength(1);
});

test('the baselines are the first sentence and the first three, each on a line', () => {
  const lead = ['One two.', 'Three.', 'Four.'];
  const { baselines, columns } = scoreAll([
    answered('x', { highlights: 'one two\nthree\nfour', lead }),
    answered('y'),
  ]);
  expect(baselines).toBe(1);
  expect(columns.map(({ length }) => length)).toEqual([
    ...Array<number>(6).fill(2),
    ...Array<number>(12).fill(1),
  ]);
  const [recallOfLead1, fOfLead3, fOfLead3Sum] = [7, 14, 17].map((index) => columns[index]?.[0]);
  expect([recallOfLead1, fOfLead3, fOfLead3Sum]).toEqual([0.5, 1, 1]);
});

test('texts without a token under the tokenizer are counted', () => {
  const records = [answered('ไทย'), answered('', { highlights: 'ไทย' }), answered('fine')];
  expect(scoreAll(records)).toMatchObject({ answersWithoutTokens: 2, referencesWithoutTokens: 1 });
  expect(scoreAll(records, { rouge: { types: [...TYPES], tokenizer: 'unicode' } })).toMatchObject({
    answersWithoutTokens: 1,
    referencesWithoutTokens: 0,
  });
});

test.each([
  { maxLength: 4, cut: 2 },
  { maxLength: 5, cut: 1 },
  { maxLength: 6, cut: 0 },
])('max_length $maxLength: $cut of 3, 4 and 2 words were surely cut', ({ maxLength, cut }) => {
  const records = ['a b c', ' a b\nc  d ', 'a b'].map((text) => answered(text));
  const scores = scoreAll(records, { hyperParameters: { max_length: maxLength } });
  expect(scores).toMatchObject({ answerWords: { sum: 9, max: 4 }, answersSurelyCut: cut });
});

test('without max_length nothing was surely cut', () => {
  expect(scoreAll([answered('a b c')], { hyperParameters: null }).answersSurelyCut).toBe(0);
});
