import { type Counts } from '../../../domain/run/counts';
import { type ScoredShard } from '../../../domain/run/outcomes';
import { findWarnings } from '../../../lambdas/summarize-run/warnings';
import { plan, runSettings } from '../../support/run-fixtures';
import { scoredShard } from './scored-shard';

const NO_COUNTS: Counts = {
  read: 10,
  rejected: 0,
  submitted: 10,
  scored: 10,
  unscored: 0,
  failed: 0,
  missing: 0,
};

const warn = (counts: Partial<Counts>, shard: Partial<ScoredShard>) =>
  findWarnings(plan(), { ...NO_COUNTS, ...counts }, [scoredShard(shard), scoredShard(shard)]);

test('nothing to say about a run in which all went well', () => {
  expect(warn({}, {})).toEqual([]);
});

test.each<{ counts?: Partial<Counts>; shard?: Partial<ScoredShard>; warning: string }>([
  {
    shard: { referencesWithoutTokens: 2 },
    warning:
      '4 of 10 references have no tokens under the tokenizer \'default\', so they score 0; for other scripts set rouge.tokenizer to "unicode"',
  },
  {
    shard: { answersWithoutTokens: 1 },
    warning:
      '2 of 10 answers have no tokens under the tokenizer \'default\', so they score 0; for other scripts set rouge.tokenizer to "unicode"',
  },
  {
    counts: { failed: 3 },
    warning: '3 records failed: the transform job kept no output of their shards',
  },
  { counts: { missing: 3 }, warning: "3 records have no answer in their shard's output" },
  {
    shard: { strayLines: 1 },
    warning:
      "2 lines of the job's output answer no record: unreadable, repeated or of an unknown id",
  },
])('$warning', ({ counts = {}, shard = {}, warning }) => {
  expect(warn(counts, shard)).toEqual([warning]);
});

test('the unicode tokenizer is not recommended to whom uses it', () => {
  const settings = runSettings({ rouge: { tokenizer: 'unicode' } });
  const [warning] = findWarnings(plan({ settings }), NO_COUNTS, [
    scoredShard({ answersWithoutTokens: 1 }),
  ]);
  expect(warning).toBe(
    "1 of 10 answers have no tokens under the tokenizer 'unicode', so they score 0",
  );
});
