import { type Line } from './line-splitter';
import { parseRecord } from './parse-record';
import { ColumnError } from './prompt-template';
import { referenceOf, type Reference } from './reference';

/** A references file that cannot be joined: which line, and what to do. */
export class ReferenceJoinError extends Error {
  override readonly name = 'ReferenceJoinError';
}

export interface ReferenceColumns {
  readonly idColumn: string;
  readonly referenceColumn: string;
}

interface ReferenceAhead {
  readonly reference: Reference | undefined;
  readonly bytes: number;
}

/**
 * Read-ahead that one function can hold: references in the order of the data need none of it, and
 * 128 MiB of text are about 350 MB of memory as JavaScript strings and map entries.
 */
const MAX_AHEAD_BYTES = 128 * 1024 * 1024;

/**
 * Joins a references file to a data set by id while both are read once. References that lie ahead
 * are kept until they are asked for, so memory grows with the disorder, and with references that no
 * record asks for, not with the data.
 */
export class ReferenceJoin {
  readonly #lines: AsyncIterator<Line[]>;
  readonly #columns: ReferenceColumns;
  /** By the JSON text of the id: 1 and "1" are two ids. References of one id in the file's order. */
  readonly #ahead = new Map<string, ReferenceAhead[]>();
  #aheadBytes = 0;
  #ended = false;

  constructor(lines: AsyncIterable<Line[]>, columns: ReferenceColumns) {
    this.#lines = lines[Symbol.asyncIterator]();
    this.#columns = columns;
  }

  /**
   * The reference of an id, or undefined when the file has none (left). An id that stands in both
   * files several times is joined in order: the second record gets the second reference.
   * @throws ReferenceJoinError for a line that is no reference, or for too much disorder
   */
  async take(id: unknown): Promise<Reference | undefined> {
    const key = JSON.stringify(id);
    while (!this.#ahead.has(key) && !this.#ended) await this.#readBlock(key);
    const waiting = this.#ahead.get(key);
    const found = waiting?.shift();
    if (!found) return undefined;
    if (waiting?.length === 0) this.#ahead.delete(key);
    this.#aheadBytes -= found.bytes;
    return found.reference;
  }

  /** Ends the reading, wherever it is. */
  async close(): Promise<void> {
    await this.#lines.return?.();
  }

  async #readBlock(key: string): Promise<void> {
    if (this.#aheadBytes > MAX_AHEAD_BYTES) {
      throw new ReferenceJoinError(
        `more than ${MAX_AHEAD_BYTES} bytes of references lie between here and that of the id ${key}; ` +
          'sort the references like the data, with a line for each record (null where there is none) ' +
          'and none for others, or put them into a column of the data',
      );
    }
    const block = await this.#lines.next();
    if (block.done === true) {
      this.#ended = true;
      return;
    }
    for (const line of block.value) {
      if (line.text.trim() !== '') this.#keep(line);
    }
  }

  #keep(line: Line): void {
    const { idColumn, referenceColumn } = this.#columns;
    try {
      const record = parseRecord(line);
      const id = record[idColumn];
      if (id === undefined) throw new ColumnError(missing(idColumn, Object.keys(record)));
      if (!(referenceColumn in record)) {
        throw new ColumnError(missing(referenceColumn, Object.keys(record)));
      }
      const key = JSON.stringify(id);
      const entry = {
        reference: referenceOf(record[referenceColumn], referenceColumn),
        bytes: line.text.length,
      };
      const waiting = this.#ahead.get(key);
      if (waiting) waiting.push(entry);
      else this.#ahead.set(key, [entry]);
      this.#aheadBytes += line.text.length;
    } catch (cause) {
      if (!(cause instanceof ColumnError)) throw cause;
      throw new ReferenceJoinError(`line ${line.number}: ${cause.message}`, { cause });
    }
  }
}

function missing(column: string, columns: readonly string[]): string {
  return `column '${column}' is missing; the line has ${columns.join(', ')}`;
}
