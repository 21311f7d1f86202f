import { type InvokeOutcome, type TextOutcome } from './invoke-in-batches';
import { type InvokeItem } from './invoke-items';

interface ItemIdentity {
  /** Position in the list that was sent. */
  readonly index: number;
  /** The caller's own, where it was given. */
  readonly id?: string | number;
}

/** `name` is an InvokeFailure's, or ReplyOverLimit of an answer that the function could not hand over. */
export interface ItemError {
  readonly name: string;
  readonly message: string;
}

export type ItemResult = ItemIdentity &
  ({ readonly generated_texts: readonly string[] } | { readonly error: ItemError });

/** What invoke-batch answers, and `t2t invoke` prints: one result for each item, in their order. */
export interface InvokeBatchResult {
  readonly results: readonly ItemResult[];
  readonly counts: ItemCounts;
  /** From the first request to the last reply. */
  readonly seconds: number;
  /** Sent to the endpoint, repeated ones included. */
  readonly requests: number;
}

export interface ItemCounts {
  readonly requested: number;
  readonly answered: number;
  readonly failed: number;
}

export function invokeBatchResult(
  items: readonly InvokeItem[],
  { outcomes, seconds, requests }: InvokeOutcome,
): InvokeBatchResult {
  const results = items.map((item, position) => ({
    ...identityOf(item),
    ...contentOf(outcomes[position]),
  }));
  return { results, counts: countItems(results), seconds, requests };
}

export function countItems(results: readonly ItemResult[]): ItemCounts {
  const answered = results.filter((result) => 'generated_texts' in result).length;
  return { requested: results.length, answered, failed: results.length - answered };
}

/** How many items failed by each name. */
export function failuresByName(results: readonly ItemResult[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const result of results) {
    if ('error' in result) counts[result.error.name] = (counts[result.error.name] ?? 0) + 1;
  }
  return counts;
}

export function identityOf({ index, id }: ItemIdentity): ItemIdentity {
  return id === undefined ? { index } : { index, id };
}

function contentOf(outcome: TextOutcome | undefined) {
  if (!outcome) throw new Error('an item has no outcome: each text has one');
  if ('generatedTexts' in outcome) return { generated_texts: outcome.generatedTexts };
  const { name, message } = outcome.failure;
  return { error: { name, message } };
}
