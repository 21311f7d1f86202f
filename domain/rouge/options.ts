import { DEFAULT_ROUGE_TYPES, isRougeType, ROUGE_TYPES, type RougeType } from './rouge-type';

/** `default` is Google's: runs of [a-z0-9]. `unicode` is Intl.Segmenter's words, for other scripts. */
export const TOKENIZERS = ['default', 'unicode'] as const;
export type TokenizerName = (typeof TOKENIZERS)[number];

/** Where rougeLsum cuts a text: at "\n" as the reference does, or also at Intl.Segmenter's sentences. */
export const SENTENCE_SPLITS = ['newline', 'segmenter'] as const;
export type SentenceSplit = (typeof SENTENCE_SPLITS)[number];

export interface RougeOptions {
  /** Metrics to compute, in the order of the results. Default: rouge1, rouge2, rougeL, rougeLsum. */
  readonly types?: readonly RougeType[];
  /** Reduce words of more than three letters to their stem (NLTK's Porter). Default: false. */
  readonly useStemmer?: boolean;
  /** Default: `default`. Figures under `unicode` do not compare with published ones. */
  readonly tokenizer?: TokenizerName;
  /** Default: `newline`. Figures under `segmenter` do not compare with published ones. */
  readonly sentenceSplit?: SentenceSplit;
}

/**
 * Options with every default filled in; repeated types are kept once, at their first place.
 * @throws TypeError when an option has the wrong type; RangeError when its value is not offered.
 */
export function resolveOptions(options: RougeOptions = {}): Required<RougeOptions> {
  const useStemmer: unknown = options.useStemmer ?? false;
  if (typeof useStemmer !== 'boolean') {
    throw new TypeError(`useStemmer must be true or false, not ${describe(useStemmer)}`);
  }
  return {
    types: resolveTypes(options.types ?? DEFAULT_ROUGE_TYPES),
    useStemmer,
    tokenizer: oneOf('tokenizer', options.tokenizer ?? 'default', TOKENIZERS),
    sentenceSplit: oneOf('sentenceSplit', options.sentenceSplit ?? 'newline', SENTENCE_SPLITS),
  };
}

function resolveTypes(types: unknown): RougeType[] {
  const valid = `valid: ${ROUGE_TYPES.join(', ')}`;
  if (!Array.isArray(types)) {
    throw new TypeError(`types must be an array of metrics, not ${describe(types)}; ${valid}`);
  }
  if (types.length === 0) throw new RangeError(`types names no metric; ${valid}`);
  const resolved = new Set<RougeType>();
  for (const type of types as unknown[]) {
    if (!isRougeType(type)) {
      throw new RangeError(`types holds ${describe(type)}, which is no metric; ${valid}`);
    }
    resolved.add(type);
  }
  return [...resolved];
}

function oneOf<Name extends string>(
  argument: string,
  value: unknown,
  valid: readonly Name[],
): Name {
  const found = valid.find((name) => name === value);
  if (found === undefined) {
    throw new RangeError(`${argument} is ${describe(value)}; valid: ${valid.join(', ')}`);
  }
  return found;
}

/** A value as an error message shows it: text in quotes and cut short, everything else by its type. */
export function describe(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}...` : value);
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return typeof value === 'number' ? String(value) : typeof value;
}
