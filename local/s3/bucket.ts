import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BucketConfiguration, type BucketRecord } from './bucket-configuration';
import { checkWrite, type WriteConditions } from './conditional';
import { type Deletion, NOTHING_DELETED } from './deletion';
import { noSuchBucket, preconditionFailed } from './errors';
import { type SortedKeys } from './key-index';
import { encodeFooter, type OpenObject } from './object-file';
import { type ObjectMetadata, type ObjectSummary } from './object-metadata';
import { ObjectVersions } from './object-versions';
import { type Staging, type StagedObject } from './staging';
import { UnitedKeys } from './united-keys';
import { type ArchivedVersion } from './version-archive';
import { newVersionId, versionIdOf } from './version-id';

/**
 * One bucket: its settings, and what is done to its objects. Whatever decides and changes is
 * synchronous, so that no other request comes between.
 */
export class Bucket {
  readonly #versions: ObjectVersions;
  #record: BucketRecord;
  #isDeleted = false;

  /** Opens what is on disk, or begins an empty bucket. */
  constructor(
    private readonly directory: string,
    private readonly staging: Staging,
    record: BucketRecord,
  ) {
    this.#record = record;
    mkdirSync(directory, { recursive: true });
    this.#versions = new ObjectVersions(directory);
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

  /** Keys of the current objects. */
  get index(): SortedKeys {
    return this.#versions.index;
  }

  /** Keys of all versions and delete markers. */
  get allKeys(): SortedKeys {
    return new UnitedKeys(this.#versions.index, this.#versions.archive.index);
  }

  get isEmpty(): boolean {
    return this.#versions.index.size + this.#versions.archive.index.size === 0;
  }

  /**
   * Replaces the given members; one that is undefined is removed, but versioning is suspended: a bucket
   * that has had versions never returns to having none.
   */
  configure(changes: Partial<BucketConfiguration>): void {
    this.#assertExists();
    const configuration = { ...this.configuration, ...changes };
    if (this.configuration.versioning) configuration.versioning ??= 'Suspended';
    this.#record = { ...this.#record, configuration };
    this.save();
  }

  /** Writes the bucket's own file. */
  save(): void {
    const path = this.staging.newPath();
    writeFileSync(path, JSON.stringify(this.#record));
    renameSync(path, join(this.directory, 'bucket.json'));
  }

  /** Of the current object; undefined when there is none. */
  summary(key: string): ObjectSummary | undefined {
    return this.#versions.summary(key);
  }

  /** Ids of all versions and delete markers, newest first. */
  versionIds(key: string): string[] {
    return this.#versions.versionIds(key);
  }

  /** Of one version, or of a delete marker. */
  versionSummary(key: string, versionId: string): ObjectSummary | undefined {
    return this.#versions.versionSummary(key, versionId);
  }

  /** The delete marker that a read of the key, or of one version of it, comes upon. */
  markerAt(key: string, versionId?: string): ArchivedVersion | undefined {
    return this.#versions.markerAt(key, versionId);
  }

  /**
   * Opens the current object or the version. The holder closes the handle.
   * @throws AwsError NoSuchKey, NoSuchVersion, MethodNotAllowed for a delete marker
   */
  async open(key: string, versionId?: string): Promise<OpenObject> {
    this.#assertExists();
    return this.#versions.open(key, versionId);
  }

  /** Puts a staged object in place, if the conditions on what is there now hold. */
  commit(staged: StagedObject, conditions: WriteConditions = {}): void {
    this.#assertExists();
    checkWrite(conditions, staged.metadata.key, this.summary(staged.metadata.key));
    this.#versions.put(staged);
  }

  /** Puts the object in the place of the same version; refused when that was replaced meanwhile. */
  rewrite(staged: StagedObject): void {
    this.#assertExists();
    const { key, etag } = staged.metadata;
    const present = this.versionSummary(key, versionIdOf(staged.metadata));
    if (present?.etag !== etag) throw preconditionFailed('the object is still the same');
    this.#versions.rewrite(staged);
  }

  /**
   * Deletes the object, or hides it behind a delete marker where there are versions. Deleting what is
   * not there is no error, unless a condition asks for it.
   * @param now epoch milliseconds
   */
  delete(key: string, now: number, conditions: WriteConditions = {}): Deletion {
    this.#assertExists();
    const current = this.summary(key);
    checkWrite(conditions, key, current);
    if (this.configuration.versioning) return this.#mark(key, now);
    if (!current) return NOTHING_DELETED;
    this.#versions.removeCurrent(key);
    return { kind: 'removed', versionId: undefined, wasMarker: false };
  }

  /** Deletes one version or delete marker for good; no error when it is not there. */
  deleteVersion(key: string, versionId: string, conditions: WriteConditions = {}): Deletion {
    this.#assertExists();
    const current = this.summary(key);
    const archived = this.#versions.find(key, versionId);
    const isCurrent = current !== undefined && versionIdOf(current) === versionId;
    checkWrite(conditions, key, this.versionSummary(key, versionId));
    if (isCurrent) this.#versions.removeCurrent(key);
    else if (archived) this.#versions.removeArchived(key, archived);
    else return { kind: 'nothing', versionId };
    return { kind: 'removed', versionId, wasMarker: archived?.isDeleteMarker ?? false };
  }

  /** From here on all operations answer NoSuchBucket, also those under way. */
  markDeleted(): void {
    this.#isDeleted = true;
  }

  #mark(key: string, now: number): Deletion {
    const versionId = newVersionId(this.configuration);
    const marker: ObjectMetadata = {
      key,
      versionId,
      size: 0,
      etag: '',
      lastModified: now,
      headers: {},
      userMetadata: {},
    };
    const path = this.staging.newPath();
    writeFileSync(path, encodeFooter(marker));
    this.#versions.mark(key, versionIdOf(marker), path);
    return { kind: 'marked', versionId: versionIdOf(marker) };
  }

  #assertExists(): void {
    if (this.#isDeleted) throw noSuchBucket(this.name);
  }
}
