import { ExactSums } from '../../../domain/rouge';
import { type ScoredShard } from '../../../domain/run/outcomes';
import { CONTRACT_VERSION } from '../../../domain/run/plan';

/** A shard of which only what a test names is not 0. */
export function scoredShard(changes: Partial<ScoredShard> = {}): ScoredShard {
  return {
    contractVersion: CONTRACT_VERSION,
    kind: 'scored',
    submitted: 0,
    scored: 0,
    unscored: 0,
    failed: 0,
    missing: 0,
    unansweredWithReference: 0,
    strayLines: 0,
    answersWithoutTokens: 0,
    referencesWithoutTokens: 0,
    baselines: 0,
    answerWords: { sum: 0, max: 0 },
    answersSurelyCut: 0,
    sums: [],
    ...changes,
  };
}

export function sumsOf(values: Iterable<number>): ExactSums {
  const sums = new ExactSums();
  for (const value of values) sums.add(value);
  return sums;
}
