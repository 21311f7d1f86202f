/** A map that tells when it changes: a part of an entry that is kept as a whole. */
export class WatchedMap<Key, Value> extends Map<Key, Value> {
  readonly #onChange: () => void;

  constructor(entries: Iterable<readonly [Key, Value]>, onChange: () => void) {
    super();
    this.#onChange = onChange;
    for (const [key, value] of entries) super.set(key, value);
  }

  override set(key: Key, value: Value): this {
    super.set(key, value);
    this.#onChange();
    return this;
  }

  override delete(key: Key): boolean {
    const wasThere = super.delete(key);
    if (wasThere) this.#onChange();
    return wasThere;
  }

  override clear(): void {
    super.clear();
    this.#onChange();
  }
}
