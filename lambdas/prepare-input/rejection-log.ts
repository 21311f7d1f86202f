import { type Rejection } from '../../domain/run/outcomes';
import { StreamedObject } from '../shared/streamed-object';
import { type RunStore } from '../shared/run-store';

/** Rejections that a message quotes; a person who needs more opens the file. */
const FIRST = 5;

/** Records that are never submitted: reason, object and line of each, one JSON object a line. */
export class RejectionLog {
  readonly first: Rejection[] = [];
  count = 0;
  readonly #file: StreamedObject;
  readonly #object: string;

  constructor(store: RunStore, key: string, object: string) {
    this.#file = new StreamedObject(store, key);
    this.#object = object;
  }

  async add(id: number, line: number, reason: string, sourceId: unknown): Promise<void> {
    const rejection: Rejection = {
      line,
      object: this.#object,
      reason,
      ...(sourceId === undefined ? {} : { sourceId }),
    };
    this.count++;
    if (this.first.length < FIRST) this.first.push(rejection);
    await this.#file.writeLine(JSON.stringify({ id, ...rejection }));
  }

  /** Writes no file when nothing was rejected. */
  async finish(): Promise<void> {
    await this.#file.finish();
  }

  async abort(): Promise<void> {
    await this.#file.abort();
  }
}
