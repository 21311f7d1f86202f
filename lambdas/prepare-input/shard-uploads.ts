import { LineBuffer } from '../../domain/records/line-buffer';
import { DatasetTooLarge } from '../../domain/run/errors';
import { type RunLayout } from '../../domain/run/layout';
import { FIRST_PASS } from '../../domain/run/passes';
import { MAX_SHARD_BYTES, MAX_SHARDS } from '../../domain/run/shard-size';
import { type RunStore } from '../shared/run-store';

/**
 * Shards that upload while the next is filled: 4 x 8 MiB of input, and as much of references. A
 * shard is cut when it has reached 8 MiB, so one record of maxPayloadInMB may come on top.
 */
const UPLOADS_IN_FLIGHT = 4;

/**
 * Cuts records into shards by count and by bytes, and uploads each shard with its references.
 * Filling waits when too many uploads are under way, which bounds the memory.
 */
export class ShardUploads {
  readonly #store: RunStore;
  readonly #layout: RunLayout;
  readonly #recordsPerShard: number;
  readonly #maxBytes: number;
  readonly #shardRecords: number[] = [];
  readonly #uploads = new Set<Promise<void>>();
  readonly #input = new LineBuffer();
  readonly #references = new LineBuffer();
  /** In the shard that is being filled. */
  #records = 0;

  /** @param maxBytes of input at which a shard is full, however few its records */
  constructor(
    store: RunStore,
    layout: RunLayout,
    recordsPerShard: number,
    maxBytes: number = MAX_SHARD_BYTES,
  ) {
    this.#maxBytes = maxBytes;
    this.#store = store;
    this.#layout = layout;
    this.#recordsPerShard = recordsPerShard;
  }

  /** Not asynchronous: an await for each of a million records would cost more than the record. */
  add(input: string, reference: object): void {
    this.#input.add(input);
    this.#references.add(JSON.stringify(reference));
    this.#records++;
  }

  /** Whether the shard has all the records or bytes that it may have; `cut` it before the next `add`. */
  get full(): boolean {
    return this.#records === this.#recordsPerShard || this.#input.length >= this.#maxBytes;
  }

  /** Uploads the rest. @returns records of each shard, by shard number */
  async finish(): Promise<number[]> {
    if (this.#records > 0) await this.cut();
    await Promise.all(this.#uploads);
    return this.#shardRecords;
  }

  /** Waits for the uploads under way, failed or not; starts none. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#uploads);
  }

  /**
   * Starts the upload of the shard and begins the next one.
   * @throws DatasetTooLarge beyond MAX_SHARDS; whatever an earlier upload threw
   */
  async cut(): Promise<void> {
    const shard = this.#shardRecords.length;
    if (shard === MAX_SHARDS) {
      throw new DatasetTooLarge(
        `the data set has more than ${MAX_SHARDS} shards of ${this.#recordsPerShard} records; ` +
          'split it into several, or raise maxRecordsPerShard in the config',
      );
    }
    this.#shardRecords.push(this.#records);
    const upload = this.#upload(shard, this.#input.take(), this.#references.take());
    this.#records = 0;
    this.#uploads.add(upload);
    // The rejection is raised by the next await on the set; it must not count as unhandled until then.
    upload.catch(() => undefined);
    void upload.then(() => this.#uploads.delete(upload)).catch(() => undefined);
    if (this.#uploads.size >= UPLOADS_IN_FLIGHT) await Promise.race(this.#uploads);
  }

  async #upload(shard: number, input: Buffer, references: Buffer): Promise<void> {
    await Promise.all([
      this.#store.write(this.#layout.input(FIRST_PASS, shard), input, 'application/jsonlines'),
      this.#store.write(this.#layout.references(shard), references, 'application/jsonlines'),
    ]);
  }
}
