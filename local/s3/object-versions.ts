import { linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { noSuchKey, noSuchVersion, versionIsDeleteMarker } from './errors';
import { hasCode } from './file-errors';
import { decodeKey, encodeKey } from './key-encoding';
import { KeyIndex } from './key-index';
import { openObjectFile, type OpenObject, readMetadataSync } from './object-file';
import { type ObjectSummary, summarize } from './object-metadata';
import { type StagedObject } from './staging';
import { type ArchivedVersion, VersionArchive } from './version-archive';
import { NULL_VERSION, versionIdOf } from './version-id';
import { recoverVersions } from './version-recovery';

/** A file may move between two looks, into the archive and out of it; more often than this it is gone. */
const OPEN_ATTEMPTS = 5;

/**
 * The files of a bucket: the current objects in `objects/`, all else in `versions/`. Each change is
 * synchronous, so that no other request comes between, and ordered so that a kill at any point loses
 * nothing that was acknowledged; `recoverVersions` tidies up.
 */
export class ObjectVersions {
  readonly archive: VersionArchive;
  readonly #index: KeyIndex<ObjectSummary | undefined>;
  readonly #objects: string;

  constructor(directory: string) {
    this.#objects = join(directory, 'objects');
    mkdirSync(this.#objects, { recursive: true });
    this.archive = new VersionArchive(join(directory, 'versions'));
    // A copy of the keys, which the recovery may change.
    for (const key of [...this.archive.index.keys()])
      recoverVersions(this.archive, key, this.#path(key));
    this.#index = new KeyIndex(readdirSync(this.#objects).map((name) => this.#load(name)));
  }

  /** Keys with a current object; their values are filled as they are asked for, see `summary`. */
  get index(): KeyIndex<unknown> {
    return this.#index;
  }

  /** Of the current object; undefined when there is none. */
  summary(key: string): ObjectSummary | undefined {
    const known = this.#index.get(key);
    if (known || !this.#index.has(key)) return known;
    const summary = summarize(readMetadataSync(this.#path(key)));
    this.#index.set(key, summary);
    return summary;
  }

  /** Ids of all versions, newest first. */
  versionIds(key: string): string[] {
    const current = this.summary(key);
    const archived = this.archive.of(key).map(({ versionId }) => versionId);
    return current ? [versionIdOf(current), ...archived] : archived;
  }

  /** Of any version. */
  versionSummary(key: string, versionId: string): ObjectSummary | undefined {
    const current = this.summary(key);
    if (current && versionIdOf(current) === versionId) return current;
    const version = this.find(key, versionId);
    return version && summarize(readMetadataSync(this.archive.path(key, version)));
  }

  /** An archived version. */
  find(key: string, versionId: string): ArchivedVersion | undefined {
    return this.archive.of(key).find((version) => version.versionId === versionId);
  }

  /** The delete marker that a request for the key, or for one version of it, comes upon. */
  markerAt(key: string, versionId?: string): ArchivedVersion | undefined {
    const met = versionId === undefined ? this.#hiding(key) : this.find(key, versionId);
    return met?.isDeleteMarker === true ? met : undefined;
  }

  /** @throws AwsError NoSuchKey, NoSuchVersion, MethodNotAllowed. The holder closes the handle. */
  async open(key: string, versionId?: string): Promise<OpenObject> {
    for (let attempt = 1; attempt <= OPEN_ATTEMPTS; attempt += 1) {
      try {
        const object = await openObjectFile(this.#locate(key, versionId));
        if (versionId === undefined || versionIdOf(object.metadata) === versionId) return object;
        await object.handle.close();
      } catch (error) {
        if (!hasCode(error, 'ENOENT')) throw error;
      }
    }
    throw versionId === undefined ? noSuchKey(key) : noSuchVersion(key, versionId);
  }

  /** Makes the staged object the current one; what was so before is archived or replaced. */
  put({ path, metadata }: StagedObject): void {
    const { key } = metadata;
    this.#archiveCurrent(key, versionIdOf(metadata));
    renameSync(path, this.#path(key));
    this.#index.set(key, summarize(metadata));
    if (metadata.versionId === undefined) this.archive.removeNull(key);
  }

  /** Puts a file in the place of a version that is there, as its equal. */
  rewrite({ path, metadata }: StagedObject): void {
    const { key } = metadata;
    const archived = this.find(key, versionIdOf(metadata));
    renameSync(path, archived ? this.archive.path(key, archived) : this.#path(key));
    if (!archived) this.#index.set(key, summarize(metadata));
  }

  /** Hides the key behind a delete marker, whose file is at `path`. */
  mark(key: string, versionId: string, path: string): void {
    this.#archiveCurrent(key, versionId);
    this.archive.add(key, { versionId, isDeleteMarker: true }, (to) => {
      renameSync(path, to);
    });
    if (versionId === NULL_VERSION) this.archive.removeNull(key, this.archive.of(key)[0]);
    if (this.#index.delete(key)) rmSync(this.#path(key));
  }

  /** Deletes the current object for good; the version before it becomes the current one. */
  removeCurrent(key: string): void {
    const [newest] = this.archive.of(key);
    if (newest && !newest.isDeleteMarker) {
      this.#promote(key, newest);
      return;
    }
    rmSync(this.#path(key));
    this.#index.delete(key);
  }

  /** Deletes an archived version for good; below the newest delete marker an object may come back. */
  removeArchived(key: string, version: ArchivedVersion): void {
    this.archive.remove(key, version);
    const [newest] = this.archive.of(key);
    if (!this.#index.has(key) && newest && !newest.isDeleteMarker) this.#promote(key, newest);
  }

  #promote(key: string, version: ArchivedVersion): void {
    this.archive.moveTo(this.#path(key), key, version);
    this.#index.set(key, undefined);
  }

  /** Nothing to keep when one `null` version replaces another. */
  #archiveCurrent(key: string, successorId: string): void {
    const current = this.summary(key);
    if (!current) return;
    const versionId = versionIdOf(current);
    if (versionId === NULL_VERSION && successorId === NULL_VERSION) return;
    // A second name for the same file: until the successor is there, the object stays in its place.
    this.archive.add(key, { versionId, isDeleteMarker: false }, (to) => {
      linkSync(this.#path(key), to);
    });
  }

  #hiding(key: string): ArchivedVersion | undefined {
    return this.#index.has(key) ? undefined : this.archive.of(key)[0];
  }

  #locate(key: string, versionId: string | undefined): string {
    const current = this.summary(key);
    if (versionId === undefined) {
      if (!current) throw noSuchKey(key);
      return this.#path(key);
    }
    if (current && versionIdOf(current) === versionId) return this.#path(key);
    const version = this.find(key, versionId);
    if (!version) throw noSuchVersion(key, versionId);
    if (version.isDeleteMarker) throw versionIsDeleteMarker(key, versionId);
    return this.archive.path(key, version);
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
