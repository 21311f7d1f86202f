import { compareUtf8 } from './utf8-order';

/** What a listing asks of an index. */
export type SortedKeys = Pick<KeyIndex<unknown>, 'atOrAfter' | 'after' | 'afterPrefix'>;

/**
 * Sorted map from keys, in UTF-8 order. An insertion moves the tail of one array of references:
 * at 50,000 keys that is at most 400 KB, about 20 microseconds.
 */
export class KeyIndex<Value> {
  readonly #values: Map<string, Value>;
  readonly #keys: string[];

  constructor(entries: Iterable<readonly [string, Value]> = []) {
    this.#values = new Map(entries);
    this.#keys = [...this.#values.keys()].sort(compareUtf8);
  }

  get size(): number {
    return this.#keys.length;
  }

  keys(): readonly string[] {
    return this.#keys;
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: Value): void {
    if (!this.#values.has(key)) this.#keys.splice(this.#lowerBound(key), 0, key);
    this.#values.set(key, value);
  }

  delete(key: string): boolean {
    if (!this.#values.delete(key)) return false;
    this.#keys.splice(this.#lowerBound(key), 1);
    return true;
  }

  /** First key at or after `key`. */
  atOrAfter(key: string): string | undefined {
    return this.#keys[this.#lowerBound(key)];
  }

  /** First key after `key`. */
  after(key: string): string | undefined {
    return this.#keys[this.#firstWhere((candidate) => compareUtf8(candidate, key) > 0)];
  }

  /** First key after all that begin with `prefix`. */
  afterPrefix(prefix: string): string | undefined {
    const isBeyond = (key: string): boolean =>
      compareUtf8(key, prefix) > 0 && !key.startsWith(prefix);
    return this.#keys[this.#firstWhere(isBeyond)];
  }

  #lowerBound(key: string): number {
    return this.#firstWhere((candidate) => compareUtf8(candidate, key) >= 0);
  }

  /** Position of the first key for which `holds`, which must stay true from there on. */
  #firstWhere(holds: (key: string) => boolean): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const key = this.#keys[middle];
      if (key !== undefined && holds(key)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
