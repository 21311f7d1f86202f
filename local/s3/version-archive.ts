import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { decodeKey, encodeKey } from './key-encoding';
import { KeyIndex } from './key-index';
import { readMetadataSync } from './object-file';
import { NULL_VERSION } from './version-id';

/** A version that is not the current object of its key: an older one, or a delete marker. */
export interface ArchivedVersion {
  /** File name: `SEQUENCE.VERSION_ID` or `SEQUENCE.VERSION_ID.marker`. */
  readonly name: string;
  /** Grows with each version of the key that is archived. */
  readonly sequence: number;
  readonly versionId: string;
  readonly isDeleteMarker: boolean;
}

/** 10^12 versions of a key are more than any disk holds; one length lets names sort as numbers. */
const SEQUENCE_DIGITS = 12;

/**
 * Older versions and delete markers of a bucket: a file each in `versions/KEY/`. The order of the names
 * is that in which the versions ceased to be the current one, so no clock decides what is newest.
 */
export class VersionArchive {
  readonly #versions: KeyIndex<readonly ArchivedVersion[]>;

  constructor(private readonly directory: string) {
    mkdirSync(directory, { recursive: true });
    const entries = readdirSync(directory).map((name) => this.#load(name));
    this.#versions = new KeyIndex(entries.filter((entry) => entry !== undefined));
  }

  /** Keys that have archived versions. */
  get index(): KeyIndex<unknown> {
    return this.#versions;
  }

  /** Newest first. */
  of(key: string): readonly ArchivedVersion[] {
    return this.#versions.get(key) ?? [];
  }

  path(key: string, { name }: ArchivedVersion): string {
    return join(this.directory, encodeKey(key), name);
  }

  /** Adds the newest version; `place` puts its file at the path that it is given. */
  add(
    key: string,
    version: Pick<ArchivedVersion, 'versionId' | 'isDeleteMarker'>,
    place: (path: string) => void,
  ): void {
    const versions = this.of(key);
    const sequence = (versions[0]?.sequence ?? 0) + 1;
    const added = { ...version, sequence, name: nameOf(sequence, version) };
    mkdirSync(join(this.directory, encodeKey(key)), { recursive: true });
    place(this.path(key, added));
    this.#versions.set(key, [added, ...versions]);
  }

  /** Deletes the version for good. */
  remove(key: string, version: ArchivedVersion): void {
    rmSync(this.path(key, version));
    this.#forget(key, version);
  }

  /** Moves the version's file to `path`, over what is there. */
  moveTo(path: string, key: string, version: ArchivedVersion): void {
    renameSync(this.path(key, version), path);
    this.#forget(key, version);
  }

  /** Deletes all `null` versions but the one given: a key has one at most. */
  removeNull(key: string, except?: ArchivedVersion): void {
    for (const version of this.of(key)) {
      if (version.versionId === NULL_VERSION && version !== except) this.remove(key, version);
    }
  }

  #forget(key: string, version: ArchivedVersion): void {
    const left = this.of(key).filter((other) => other !== version);
    if (left.length > 0) {
      this.#versions.set(key, left);
      return;
    }
    this.#versions.delete(key);
    rmdirSync(join(this.directory, encodeKey(key)));
  }

  #load(directoryName: string): readonly [string, ArchivedVersion[]] | undefined {
    const directory = join(this.directory, directoryName);
    const versions = readdirSync(directory)
      .map(parseName)
      .sort((a, b) => b.sequence - a.sequence);
    const [newest] = versions;
    if (!newest) {
      // A process that was killed before it put a file there.
      rmdirSync(directory);
      return undefined;
    }
    const key = decodeKey(directoryName) ?? readMetadataSync(join(directory, newest.name)).key;
    return [key, versions];
  }
}

function nameOf(
  sequence: number,
  { versionId, isDeleteMarker }: Pick<ArchivedVersion, 'versionId' | 'isDeleteMarker'>,
): string {
  const digits = String(sequence).padStart(SEQUENCE_DIGITS, '0');
  return `${digits}.${versionId}${isDeleteMarker ? '.marker' : ''}`;
}

function parseName(name: string): ArchivedVersion {
  const [, sequence, versionId, marker] = /^(\d{12})\.([\w-]+)(\.marker)?$/.exec(name) ?? [];
  if (sequence === undefined || versionId === undefined) {
    throw new Error(`'${name}' is no version of the embedded S3: SEQUENCE.VERSION_ID[.marker]`);
  }
  return { name, sequence: Number(sequence), versionId, isDeleteMarker: marker !== undefined };
}
