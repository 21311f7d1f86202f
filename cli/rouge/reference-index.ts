import { CliError } from '../shared/cli-error';
import { IdList } from './id-list';
import { type TextRecord } from './text-record';

type Texts = TextRecord['text'];

/**
 * The references of a file, waiting for their predictions: by id where the records have ids, else
 * by position. A reference is let go when its prediction has come.
 */
export class ReferenceIndex {
  /** References read, duplicates included. */
  count = 0;
  /** Ids that came again; the first reference of an id is the one that counts. */
  readonly duplicates = new IdList();
  private readonly waiting = new Map<string, Texts>();
  private readonly taken = new Set<string>();
  private withIds: boolean | undefined;

  add({ id, text }: TextRecord): void {
    this.withIds ??= id !== undefined;
    const key = keyOf(id, this.count++);
    if (this.waiting.has(key)) this.duplicates.add(id);
    else this.waiting.set(key, text);
  }

  /**
   * The reference of a prediction, once; `duplicate` when it was taken before.
   * @param position of the prediction in its file, from 0.
   * @throws CliError when only one of the files has ids.
   */
  take(id: unknown, position: number): Texts | { readonly reason: 'duplicate' | 'unmatched' } {
    if (this.withIds !== undefined && this.withIds !== (id !== undefined)) {
      const [having, lacking] = this.withIds
        ? ['references', 'predictions']
        : ['predictions', 'references'];
      throw new CliError(
        `The ${having} have ids and the ${lacking} have none; name the field with --id-field, or take files that both lack ids`,
      );
    }
    const key = keyOf(id, position);
    const text = this.waiting.get(key);
    if (text === undefined) return { reason: this.taken.has(key) ? 'duplicate' : 'unmatched' };
    this.waiting.delete(key);
    if (id !== undefined) this.taken.add(key);
    return text;
  }

  /** Ids of the references for which no prediction came. */
  missing(): IdList {
    const missing = new IdList();
    for (const key of this.waiting.keys()) missing.add(key);
    return missing;
  }

  /** Lines have no ids to tell a lost line by: then both files must have as many. */
  requireSameLength(predictions: number): void {
    if (this.withIds !== false || predictions === this.count) return;
    throw new CliError(
      `There are ${predictions} predictions and ${this.count} references; without ids they are paired line by line, so there must be as many of both`,
    );
  }
}

/** An id as a text, so that 7 and "7" are the same record. */
function keyOf(id: unknown, position: number): string {
  if (typeof id === 'string') return id;
  return id === undefined ? String(position) : JSON.stringify(id);
}
