import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { type RougeType, SCORE_WIDTH } from '../../domain/rouge';

/** Lines are handed to the stream in pieces of this many characters. */
const PIECE = 1 << 16;

/** Writes `{"id": ..., "scores": {"rouge1": {"precision": ..., ...}, ...}}`, one line a record. */
export class PerRecordFile {
  private readonly stream: WriteStream;
  private failure: unknown;
  private piece = '';

  constructor(
    file: string,
    private readonly types: readonly RougeType[],
  ) {
    this.stream = createWriteStream(file).on('error', (error) => {
      this.failure = error;
    });
  }

  /** @returns a promise when the stream needs time, which the caller awaits. */
  add(id: unknown, row: Float64Array): Promise<void> | undefined {
    this.piece += `${perRecordLine(id, this.types, row)}\n`;
    return this.piece.length >= PIECE ? this.flush() : undefined;
  }

  async end(): Promise<void> {
    await this.flush();
    this.stream.end();
    if (this.failure === undefined) await once(this.stream, 'finish');
  }

  private async flush(): Promise<void> {
    if (this.failure !== undefined) throw this.failure as Error;
    const piece = this.piece;
    this.piece = '';
    if (!this.stream.write(piece)) await once(this.stream, 'drain');
  }
}

/** One record's scores as a line of JSON. */
export function perRecordLine(id: unknown, types: readonly RougeType[], row: Float64Array): string {
  const scores = types.map((type, index) => {
    const k = index * SCORE_WIDTH;
    return `"${type}":{"precision":${row[k]},"recall":${row[k + 1]},"fmeasure":${row[k + 2]}}`;
  });
  return `{"id":${JSON.stringify(id)},"scores":{${scores.join(',')}}}`;
}
