import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { Upload } from '@aws-sdk/lib-storage';
import { type RunStore } from './run-store';

/** An object of unknown length, written line by line; it exists only once it is finished. */
export class StreamedObject {
  readonly #store: RunStore;
  readonly #key: string;
  #stream: PassThrough | undefined;
  #upload: Upload | undefined;
  #done: Promise<unknown> = Promise.resolve();

  constructor(store: RunStore, key: string) {
    this.#store = store;
    this.#key = key;
  }

  /** Waits while the upload is behind. The upload starts with the first line. */
  async writeLine(line: string): Promise<void> {
    const stream = this.#stream ?? this.#start();
    if (!stream.write(`${line}\n`)) await Promise.race([once(stream, 'drain'), this.#done]);
  }

  /** Resolves when the object is there; without a line there is no object. */
  async finish(): Promise<void> {
    this.#stream?.end();
    await this.#done;
  }

  /** Leaves nothing behind. */
  async abort(): Promise<void> {
    this.#done.catch(() => undefined);
    await this.#upload?.abort();
    this.#stream?.destroy();
  }

  #start(): PassThrough {
    const stream = new PassThrough({ highWaterMark: 1024 * 1024 });
    this.#stream = stream;
    this.#upload = new Upload({
      client: this.#store.s3,
      params: {
        Bucket: this.#store.bucket,
        Key: this.#key,
        Body: stream,
        ContentType: 'application/jsonlines',
      },
    });
    this.#done = this.#upload.done();
    // Raised by the next writeLine or by finish; until then it must not count as unhandled.
    this.#done.catch(() => undefined);
    return stream;
  }
}
