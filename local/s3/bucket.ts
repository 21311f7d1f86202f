import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode } from './file-errors';
import { type BucketConfiguration, type BucketRecord } from './bucket-configuration';
import { checkWrite, type WriteConditions } from './conditional';
import { noSuchBucket, noSuchKey } from './errors';
import { decodeKey, encodeKey } from './key-encoding';
import { KeyIndex } from './key-index';
import { openObjectFile, type OpenObject, readMetadataSync } from './object-file';
import { type ObjectSummary, summarize } from './object-metadata';
import { type Staging, type StagedObject } from './staging';

/**
 * The objects of one bucket: files in `objects/`, and the sorted index of their keys in memory.
 * Whatever decides and changes is synchronous, so that no other request comes between.
 */
export class Bucket {
  readonly #index: KeyIndex<ObjectSummary | undefined>;
  readonly #objects: string;
  #record: BucketRecord;
  #isDeleted = false;

  /** Opens what is on disk, or begins an empty bucket. */
  constructor(
    private readonly directory: string,
    private readonly staging: Staging,
    record: BucketRecord,
  ) {
    this.#record = record;
    this.#objects = join(directory, 'objects');
    mkdirSync(this.#objects, { recursive: true });
    this.#index = new KeyIndex(readdirSync(this.#objects).map((name) => this.#load(name)));
  }

  get name(): string {
    return this.#record.name;
  }

  /** Epoch milliseconds. */
  get created(): number {
    return this.#record.created;
  }

  get configuration(): BucketConfiguration {
    return this.#record.configuration;
  }

  /** Sorted keys; the values are filled as they are asked for, see `summary`. */
  get index(): KeyIndex<unknown> {
    return this.#index;
  }

  get isEmpty(): boolean {
    return this.#index.size === 0;
  }

  /** Replaces the given members; one that is undefined is removed. */
  configure(changes: Partial<BucketConfiguration>): void {
    this.#assertExists();
    this.#record = {
      ...this.#record,
      configuration: { ...this.#record.configuration, ...changes },
    };
    this.save();
  }

  /** Writes the bucket's own file. */
  save(): void {
    const path = this.staging.newPath();
    writeFileSync(path, JSON.stringify(this.#record));
    renameSync(path, join(this.directory, 'bucket.json'));
  }

  /** Undefined when there is no such object. */
  summary(key: string): ObjectSummary | undefined {
    const known = this.#index.get(key);
    if (known || !this.#index.has(key)) return known;
    const summary = summarize(readMetadataSync(this.#path(key)));
    this.#index.set(key, summary);
    return summary;
  }

  /** Throws NoSuchKey. The holder closes the handle. */
  async open(key: string): Promise<OpenObject> {
    this.#assertExists();
    if (!this.#index.has(key)) throw noSuchKey(key);
    try {
      return await openObjectFile(this.#path(key));
    } catch (error) {
      // Deleted since the look into the index.
      if (hasCode(error, 'ENOENT')) throw noSuchKey(key);
      throw error;
    }
  }

  /** Puts a staged object in place, if the conditions on what is there now hold. */
  commit(staged: StagedObject, conditions: WriteConditions = {}): void {
    this.#assertExists();
    const { key } = staged.metadata;
    checkWrite(conditions, key, this.summary(key));
    renameSync(staged.path, this.#path(key));
    this.#index.set(key, summarize(staged.metadata));
  }

  /**
   * Deleting what is not there is no error, unless a condition asks for it.
   * @returns whether there was an object
   */
  delete(key: string, conditions: WriteConditions = {}): boolean {
    this.#assertExists();
    checkWrite(conditions, key, this.summary(key));
    if (!this.#index.has(key)) return false;
    rmSync(this.#path(key));
    this.#index.delete(key);
    return true;
  }

  /** From here on all operations answer NoSuchBucket, also those under way. */
  markDeleted(): void {
    this.#isDeleted = true;
  }

  #assertExists(): void {
    if (this.#isDeleted) throw noSuchBucket(this.name);
  }

  #path(key: string): string {
    return join(this.#objects, encodeKey(key));
  }

  #load(name: string): readonly [string, ObjectSummary | undefined] {
    const key = decodeKey(name);
    if (key !== undefined) return [key, undefined];
    const summary = summarize(readMetadataSync(join(this.#objects, name)));
    return [summary.key, summary];
  }
}
