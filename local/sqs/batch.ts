import { AwsError } from '../gateway/aws-error';
import { sqsError } from './sqs-error';

interface BatchEntry {
  readonly Id: string;
}

export interface BatchOutput {
  readonly Successful: readonly object[];
  readonly Failed: readonly object[];
}

/**
 * Does each entry for itself: one that fails is told of in the answer, and keeps no other from it.
 * @throws AwsError EmptyBatchRequest, TooManyEntriesInBatchRequest, BatchEntryIdsNotDistinct,
 *   InvalidBatchEntryId. Source: SQS API Reference, SendMessageBatch
 */
export function runBatch<Entry extends BatchEntry>(
  entries: readonly Entry[],
  run: (entry: Entry) => object,
): Record<string, unknown> & BatchOutput {
  checkIds(entries.map(({ Id }) => Id));
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...run(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const { code: Code, message: Message } = error;
      Failed.push({ Id: entry.Id, SenderFault: true, Code, Message });
    }
  }
  return { Successful, Failed };
}

function checkIds(ids: readonly string[]): void {
  if (ids.length === 0) throw sqsError('EmptyBatchRequest', 'The batch has no entries.');
  if (ids.length > 10) {
    const message = `A batch has at most 10 entries, not ${ids.length}.`;
    throw sqsError('TooManyEntriesInBatchRequest', message);
  }
  if (new Set(ids).size < ids.length) {
    throw sqsError('BatchEntryIdsNotDistinct', `Two entries have the same Id: ${ids.join(', ')}`);
  }
  const invalid = ids.find((id) => !/^[A-Za-z0-9_-]{1,80}$/.test(id));
  if (invalid !== undefined) {
    const message = `'${invalid}' is no Id: 1 to 80 letters, digits, hyphens and underscores.`;
    throw sqsError('InvalidBatchEntryId', message);
  }
}
