import { InvalidArgumentError } from 'commander';
import {
  isRougeType,
  ROUGE_TYPES,
  type RougeType,
  type TokenizerName,
  TOKENIZERS,
} from '../../domain/rouge';
import { type OutputFormat } from '../shared/format-option';

/** The options of `t2t rouge` as commander hands them over. */
export interface RougeCommandOptions {
  readonly predictions: string;
  readonly references: string;
  readonly idField?: string;
  readonly predictionField?: string;
  readonly referenceField?: string;
  readonly stemmer: boolean;
  readonly tokenizer: TokenizerName;
  readonly types?: readonly RougeType[];
  readonly seed: number;
  readonly perRecord?: string;
  readonly format: OutputFormat;
}

/** Metrics by commas, by spaces or by repeating the option: commander calls once for each word. */
export function parseTypes(value: string, previous: readonly RougeType[] = []): RougeType[] {
  const added = value.split(',').map((name) => {
    if (isRougeType(name)) return name;
    throw new InvalidArgumentError(`valid: ${ROUGE_TYPES.join(', ')}`);
  });
  return [...previous, ...added];
}

export function parseTokenizer(value: string): TokenizerName {
  const found = TOKENIZERS.find((name) => name === value);
  if (found === undefined) throw new InvalidArgumentError(`valid: ${TOKENIZERS.join(', ')}`);
  return found;
}

export function parseSeed(value: string): number {
  const seed = Number(value);
  if (/^\d+$/.test(value) && seed <= 0xffffffff) return seed;
  throw new InvalidArgumentError('valid: a whole number from 0 to 4294967295');
}
