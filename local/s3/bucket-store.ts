import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock } from '../clock';
import { Bucket } from './bucket';
import { type BucketConfiguration, bucketRecordSchema } from './bucket-configuration';
import { bucketAlreadyOwnedByYou, bucketNotEmpty, invalidBucketName, noSuchBucket } from './errors';
import { Staging } from './staging';

/** All buckets under one directory: `buckets/NAME/` each, `staging/` for what is on its way. */
export class BucketStore {
  readonly staging: Staging;
  readonly #directory: string;
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    dataDir: string,
    private readonly clock: Clock,
  ) {
    this.staging = new Staging(join(dataDir, 'staging'));
    this.#directory = join(dataDir, 'buckets');
    mkdirSync(this.#directory, { recursive: true });
    for (const name of readdirSync(this.#directory)) this.#buckets.set(name, this.#load(name));
  }

  now(): number {
    return this.clock.now();
  }

  /** In the order of their names. */
  list(): Bucket[] {
    return [...this.#buckets.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  has(name: string): boolean {
    return this.#buckets.has(name);
  }

  /** Throws NoSuchBucket. */
  get(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (!bucket) throw noSuchBucket(name);
    return bucket;
  }

  /** Throws InvalidBucketName, BucketAlreadyOwnedByYou. */
  create(name: string, configuration: BucketConfiguration = {}): Bucket {
    if (!isBucketName(name)) throw invalidBucketName(name);
    if (this.#buckets.has(name)) throw bucketAlreadyOwnedByYou(name);
    const record = { name, created: this.clock.now(), configuration };
    const bucket = new Bucket(join(this.#directory, name), this.staging, record);
    bucket.save();
    this.#buckets.set(name, bucket);
    return bucket;
  }

  /** Throws NoSuchBucket, BucketNotEmpty. */
  async delete(name: string): Promise<void> {
    const bucket = this.get(name);
    if (!bucket.isEmpty) throw bucketNotEmpty(name);
    bucket.markDeleted();
    this.#buckets.delete(name);
    await this.staging.removeDirectory(join(this.#directory, name));
  }

  /** Directory of the bucket's multipart uploads; not there before the first one. */
  uploadsDirectory(name: string): string {
    return join(this.#directory, name, 'uploads');
  }

  #load(name: string): Bucket {
    const directory = join(this.#directory, name);
    const json: unknown = JSON.parse(readFileSync(join(directory, 'bucket.json'), 'utf8'));
    return new Bucket(directory, this.staging, bucketRecordSchema.parse(json));
  }
}

/** Source: S3 User Guide, "General purpose bucket naming rules". */
function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes('..') &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name)
  );
}
