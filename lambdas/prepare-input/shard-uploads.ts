import { DatasetTooLarge } from '../../domain/run/errors';
import { type RunLayout } from '../../domain/run/layout';
import { MAX_SHARD_BYTES, MAX_SHARDS } from '../../domain/run/shard-size';
import { type RunStore } from '../shared/run-store';

/** Shards that upload while the next is filled: 4 x 8 MiB of input, and as much of references. */
const UPLOADS_IN_FLIGHT = 4;
/** The first pass over the data set; a second one would submit what failed. */
const PASS = 1;

/**
 * Cuts records into shards by count and by bytes, and uploads each shard with its references.
 * Filling waits when too many uploads are under way, which bounds the memory.
 */
export class ShardUploads {
  readonly #store: RunStore;
  readonly #layout: RunLayout;
  readonly #recordsPerShard: number;
  readonly #shardRecords: number[] = [];
  readonly #uploads = new Set<Promise<void>>();
  #input: string[] = [];
  #references: string[] = [];
  #bytes = 0;

  constructor(store: RunStore, layout: RunLayout, recordsPerShard: number) {
    this.#store = store;
    this.#layout = layout;
    this.#recordsPerShard = recordsPerShard;
  }

  /**
   * @param bytes of the input line with its newline
   * @throws DatasetTooLarge beyond MAX_SHARDS; whatever an upload throws
   */
  async add(input: string, bytes: number, reference: object): Promise<void> {
    if (this.#bytes > 0 && this.#bytes + bytes > MAX_SHARD_BYTES) await this.#cut();
    this.#input.push(input);
    this.#references.push(JSON.stringify(reference));
    this.#bytes += bytes;
    if (this.#input.length === this.#recordsPerShard) await this.#cut();
  }

  /** Uploads the rest. @returns records of each shard, by shard number */
  async finish(): Promise<number[]> {
    if (this.#input.length > 0) await this.#cut();
    await Promise.all(this.#uploads);
    return this.#shardRecords;
  }

  async #cut(): Promise<void> {
    const shard = this.#shardRecords.length;
    if (shard === MAX_SHARDS) {
      throw new DatasetTooLarge(
        `the data set has more than ${MAX_SHARDS} shards of ${this.#recordsPerShard} records; ` +
          'split it into several, or raise maxRecordsPerShard in the config',
      );
    }
    this.#shardRecords.push(this.#input.length);
    const upload = this.#upload(shard, lines(this.#input), lines(this.#references));
    this.#input = [];
    this.#references = [];
    this.#bytes = 0;
    this.#uploads.add(upload);
    // The rejection is raised by the next await on the set; it must not count as unhandled until then.
    upload.catch(() => undefined);
    void upload.then(() => this.#uploads.delete(upload)).catch(() => undefined);
    if (this.#uploads.size >= UPLOADS_IN_FLIGHT) await Promise.race(this.#uploads);
  }

  async #upload(shard: number, input: string, references: string): Promise<void> {
    await Promise.all([
      this.#store.write(this.#layout.input(PASS, shard), input, 'application/jsonlines'),
      this.#store.write(this.#layout.references(shard), references, 'application/jsonlines'),
    ]);
  }
}

function lines(texts: readonly string[]): string {
  return `${texts.join('\n')}\n`;
}
