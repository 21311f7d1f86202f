import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

const LINE_FEED = Buffer.from('\n');

/** `Line`: "\n" after every answer, hence after every mini-batch, not after every record. `None`: nothing. */
export type AssembleWith = 'None' | 'Line';

/**
 * Collects the answers of one object in a file of its own, so that S3 gets the whole or nothing.
 * That "\n" follows each response: local mode of the SageMaker SDK (local/entities.py) and the blank lines that
 * the JumpStart notebook guards against.
 */
export class Assembler {
  private bytes = 0;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private readonly assembleWith: AssembleWith,
  ) {}

  static async create(path: string, assembleWith: AssembleWith): Promise<Assembler> {
    return new Assembler(path, await open(path, 'w'), assembleWith);
  }

  async append(answer: Buffer): Promise<void> {
    const { bytesWritten } = await this.file.writev(
      this.assembleWith === 'Line' ? [answer, LINE_FEED] : [answer],
    );
    this.bytes += bytesWritten;
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  /** Stores the file; one PutObject, thus at most 5 GB, S3's limit for it. */
  async upload(
    s3: S3Client,
    target: { bucket: string; key: string; kmsKeyId?: string | undefined; signal: AbortSignal },
  ): Promise<void> {
    const encryption = target.kmsKeyId
      ? { ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: target.kmsKeyId }
      : {};
    await s3.send(
      new PutObjectCommand({
        Bucket: target.bucket,
        Key: target.key,
        Body: createReadStream(this.path),
        ContentLength: this.bytes,
        ...encryption,
      }),
      { abortSignal: target.signal },
    );
  }
}
