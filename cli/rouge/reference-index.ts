import { CliError } from '../shared/cli-error';
import { IdList } from './id-list';
import { type TextRecord } from './text-record';
import { TextStore } from './text-store';

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
  private readonly texts = new TextStore();
  /** Index in `texts` by id; empty when the records have none. */
  private readonly indexes = new Map<string | number, number>();
  private withIds: boolean | undefined;

  add({ id, text }: TextRecord): void {
    this.withIds ??= id !== undefined;
    this.count++;
    if (id !== undefined) {
      const key = keyOf(id);
      if (this.indexes.has(key)) {
        this.duplicates.add(id);
        return;
      }
      this.indexes.set(key, this.texts.count);
    }
    this.texts.add(text);
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
    const index = id === undefined ? position : this.indexes.get(keyOf(id));
    if (index === undefined || index >= this.texts.count) return { reason: 'unmatched' };
    return this.texts.take(index) ?? { reason: 'duplicate' };
  }

  /** Ids of the references for which no prediction came. */
  missing(): IdList {
    const missing = new IdList();
    for (const [key, index] of this.indexes) {
      if (this.texts.has(index)) missing.add(key);
    }
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

/** What ids are equal by: 7 and "7" are the same record, and a whole number takes least memory. */
function keyOf(id: unknown): string | number {
  if (typeof id !== 'string') return Number.isSafeInteger(id) ? (id as number) : JSON.stringify(id);
  return WHOLE_NUMBER.test(id) ? Number(id) : id;
}

/** Written as JavaScript writes it, and exact in a double. */
const WHOLE_NUMBER = /^(?:0|-?[1-9]\d{0,14})$/;
