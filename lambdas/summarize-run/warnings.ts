import { type Counts } from '../../domain/run/counts';
import { type ScoredShard } from '../../domain/run/outcomes';
import { type Plan } from '../../domain/run/plan';

/** What a reader must know before trusting the numbers, one sentence each. */
export function findWarnings(plan: Plan, counts: Counts, shards: readonly ScoredShard[]): string[] {
  const { tokenizer } = plan.settings.rouge;
  const answers = shards.reduce((sum, shard) => sum + shard.answersWithoutTokens, 0);
  const references = shards.reduce((sum, shard) => sum + shard.referencesWithoutTokens, 0);
  const strayLines = shards.reduce((sum, shard) => sum + shard.strayLines, 0);
  const remedy =
    tokenizer === 'default' ? '; for other scripts set rouge.tokenizer to "unicode"' : '';
  const warnings = [
    references > 0 &&
      `${references} of ${counts.scored} references have no tokens under the tokenizer '${tokenizer}', so they score 0${remedy}`,
    answers > 0 &&
      `${answers} of ${counts.scored} answers have no tokens under the tokenizer '${tokenizer}', so they score 0${remedy}`,
    counts.failed > 0 &&
      `${counts.failed} records failed: the transform job kept no output of their shards`,
    counts.missing > 0 && `${counts.missing} records have no answer in their shard's output`,
    strayLines > 0 &&
      `${strayLines} lines of the job's output answer no record: unreadable, repeated or of an unknown id`,
  ];
  return warnings.filter((warning) => warning !== false);
}
