/**
 * The metrics of ROUGE (Lin 2004), named as Google's rouge_score names them:
 * `rougeN` counts shared n-grams, `rougeL` the longest common subsequence of the whole texts,
 * `rougeLsum` the union of the longest common subsequences line by line.
 */
export const ROUGE_TYPES = [
  'rouge1',
  'rouge2',
  'rouge3',
  'rouge4',
  'rouge5',
  'rouge6',
  'rouge7',
  'rouge8',
  'rouge9',
  'rougeL',
  'rougeLsum',
] as const;

export type RougeType = (typeof ROUGE_TYPES)[number];

/** What `evaluate.load("rouge")` computes when no types are named, in its order. */
export const DEFAULT_ROUGE_TYPES: readonly RougeType[] = [
  'rouge1',
  'rouge2',
  'rougeL',
  'rougeLsum',
];

/** What {@link ngramLength} returns for rougeL and for rougeLsum. */
export const WHOLE_TEXT = 0;
export const UNION_OF_LINES = -1;

/** The n of `rougeN`; one of the two constants for the metrics of common subsequences. */
export function ngramLength(type: RougeType): number {
  if (type === 'rougeL') return WHOLE_TEXT;
  if (type === 'rougeLsum') return UNION_OF_LINES;
  return Number(type.slice('rouge'.length));
}

export function isRougeType(value: unknown): value is RougeType {
  return ROUGE_TYPES.some((type) => type === value);
}

/** A record with `valueAt(type, index)` for each of the types, in their order. */
export function recordByType<Type extends RougeType, Value>(
  types: readonly Type[],
  valueAt: (type: Type, index: number) => Value,
): Record<Type, Value> {
  const record: Partial<Record<Type, Value>> = {};
  types.forEach((type, index) => {
    record[type] = valueAt(type, index);
  });
  return record as Record<Type, Value>;
}
