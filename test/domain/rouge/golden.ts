import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RougeType, type Score } from '../../../domain/rouge';

export type GoldenScores = Record<RougeType, Score>;

export interface GoldenPair {
  readonly id: string | number;
  readonly prediction: string;
  readonly reference?: string;
  readonly references?: readonly string[];
  readonly use_stemmer: boolean;
  readonly scores: GoldenScores;
}

export interface GoldenBootstrap {
  readonly first: number;
  readonly use_stemmer: boolean;
  readonly seed: number;
  readonly n_samples: number;
  readonly confidence_interval: number;
  readonly mean: GoldenScores;
  readonly evaluate: Record<RougeType, number>;
  readonly aggregate: Record<RougeType, Record<'low' | 'mid' | 'high', Score>>;
}

export const goldenText = (name: string): string =>
  readFileSync(join(__dirname, '../../golden/rouge', name), 'utf8');

/** The rows of a file of test/golden/rouge. */
export function goldenRows<Row>(name: string): Row[] {
  return goldenText(name)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}
