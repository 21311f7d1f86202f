import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type BucketStore } from './bucket-store';
import { noSuchUpload } from './errors';
import { hasCode } from './file-errors';
import { readMetadataSync } from './object-file';
import { type ObjectMetadata } from './object-metadata';
import { type StagedObject } from './staging';
import { type Upload, uploadSchema } from './upload';

/** The multipart uploads of one bucket: a directory each, with `upload.json` and a file a part. */
export class UploadStore {
  readonly #directory: string;

  constructor(
    private readonly store: BucketStore,
    bucketName: string,
  ) {
    this.#directory = store.uploadsDirectory(store.get(bucketName).name);
  }

  create(upload: Omit<Upload, 'uploadId' | 'initiated'>): Upload {
    // 18 bytes: enough that no two are alike, and base64url without padding.
    const uploadId = randomBytes(18).toString('base64url');
    const created = { ...upload, uploadId, initiated: this.store.now() };
    const staged = this.store.staging.newPath();
    mkdirSync(staged);
    writeFileSync(join(staged, 'upload.json'), JSON.stringify(created));
    mkdirSync(this.#directory, { recursive: true });
    renameSync(staged, this.#path(uploadId));
    return created;
  }

  /** Throws NoSuchUpload, also when the upload is another key's. */
  get(uploadId: string, key: string): Upload {
    const upload = this.#read(uploadId);
    if (upload.key !== key) throw noSuchUpload(uploadId);
    return upload;
  }

  /** In no particular order. */
  list(): Upload[] {
    if (!existsSync(this.#directory)) return [];
    return readdirSync(this.#directory).map((uploadId) => this.#read(uploadId));
  }

  /** Puts a part in place; a part of the same number is replaced. */
  commitPart(upload: Upload, partNumber: number, staged: StagedObject): void {
    try {
      renameSync(staged.path, this.partPath(upload, partNumber));
    } catch (error) {
      // Aborted while the part was on its way.
      throw hasCode(error, 'ENOENT') ? noSuchUpload(upload.uploadId) : error;
    }
  }

  /** Part number -> its metadata, ascending. */
  parts(upload: Upload): Map<number, ObjectMetadata> {
    const numbers = readdirSync(this.#path(upload.uploadId)).map(Number).filter(Number.isInteger);
    return new Map(
      numbers
        .sort((a, b) => a - b)
        .map((number) => [number, readMetadataSync(this.partPath(upload, number))]),
    );
  }

  partPath(upload: Upload, partNumber: number): string {
    return join(this.#path(upload.uploadId), String(partNumber));
  }

  /**
   * Ends the upload after `commit`, which runs only if the upload is still there; both without a
   * pause, so that an upload is completed or aborted once. Returns the path of what is left of it,
   * for the caller to discard.
   */
  end(upload: Upload, commit: () => void = () => undefined): string {
    const path = this.#path(upload.uploadId);
    if (!existsSync(path)) throw noSuchUpload(upload.uploadId);
    commit();
    const left = this.store.staging.newPath();
    renameSync(path, left);
    return left;
  }

  #read(uploadId: string): Upload {
    try {
      const text = readFileSync(join(this.#path(uploadId), 'upload.json'), 'utf8');
      const json: unknown = JSON.parse(text);
      return uploadSchema.parse(json);
    } catch (error) {
      throw hasCode(error, 'ENOENT') ? noSuchUpload(uploadId) : error;
    }
  }

  #path(uploadId: string): string {
    // The id comes from outside: nothing that could lead to another directory.
    if (!/^[\w-]+$/.test(uploadId)) throw noSuchUpload(uploadId);
    return join(this.#directory, uploadId);
  }
}
