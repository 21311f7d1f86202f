import { type FileHandle, open } from 'node:fs/promises';

const LINE_FEED = Buffer.from('\n');

/** `Line`: "\n" after every answer, hence after every mini-batch, not after every record. `None`: nothing. */
export type AssembleWith = 'None' | 'Line';

/**
 * Collects the answers of one object in a file of its own, so that S3 gets the whole or nothing.
 * That "\n" follows each response: local mode of the SageMaker SDK (local/entities.py) and the blank lines that
 * the JumpStart notebook guards against.
 */
export class Assembler {
  private constructor(
    private readonly file: FileHandle,
    private readonly assembleWith: AssembleWith,
  ) {}

  static async create(path: string, assembleWith: AssembleWith): Promise<Assembler> {
    return new Assembler(await open(path, 'w'), assembleWith);
  }

  async append(answer: Buffer): Promise<void> {
    await this.file.appendFile(answer);
    if (this.assembleWith === 'Line') await this.file.appendFile(LINE_FEED);
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}
