import { type FileHandle, open } from 'node:fs/promises';
import { type RougeType, SCORE_WIDTH } from '../../domain/rouge';
import { CliError } from '../shared/cli-error';

/** Lines are written in pieces of this many characters. */
const PIECE = 1 << 16;

/** Writes `{"id": ..., "scores": {"rouge1": {"precision": ..., ...}, ...}}`, one line a record. */
export class PerRecordFile {
  private piece = '';

  private constructor(
    private readonly file: FileHandle,
    private readonly types: readonly RougeType[],
  ) {}

  /** @throws CliError when the file cannot be written. */
  static async create(file: string, types: readonly RougeType[]): Promise<PerRecordFile> {
    try {
      return new PerRecordFile(await open(file, 'w'), types);
    } catch (cause) {
      throw new CliError(`Cannot write ${file}: ${(cause as Error).message}`, { cause });
    }
  }

  /** @returns a promise when the disk is asked for, which the caller awaits. */
  add(id: unknown, row: Float64Array): Promise<void> | undefined {
    this.piece += `${perRecordLine(id, this.types, row)}\n`;
    return this.piece.length >= PIECE ? this.flush() : undefined;
  }

  async end(): Promise<void> {
    await this.flush();
    await this.file.close();
  }

  private async flush(): Promise<void> {
    const piece = this.piece;
    this.piece = '';
    await this.file.write(piece);
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
