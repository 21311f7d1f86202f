import { type Readable } from 'node:stream';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type * as z from 'zod';
import { UnknownContractVersion } from '../../domain/run/errors';
import { CONTRACT_VERSION } from '../../domain/run/plan';
import { type ObjectLocation } from '../../domain/run/s3-uri';

/** The data bucket, as the functions use it. */
export class RunStore {
  constructor(
    readonly s3: S3Client,
    readonly bucket: string,
  ) {}

  /** Reads a file that another function left. @throws UnknownContractVersion, ZodError, NoSuchKey */
  async readJson<T extends z.ZodType>(key: string, schema: T): Promise<z.infer<T>> {
    const value: unknown = JSON.parse((await this.readBytes(key)).toString('utf8'));
    const version = (value as { contractVersion?: unknown } | null)?.contractVersion;
    if (version !== CONTRACT_VERSION) {
      throw new UnknownContractVersion(
        `${key} was written with contract version ${JSON.stringify(version)}; this function knows ` +
          `${CONTRACT_VERSION}: start the run again with the new deployment`,
      );
    }
    return schema.parse(value);
  }

  /** Like readJson, but undefined for a key that does not exist. */
  async readJsonIfPresent<T extends z.ZodType>(
    key: string,
    schema: T,
  ): Promise<z.infer<T> | undefined> {
    try {
      return await this.readJson(key, schema);
    } catch (error) {
      if (isNoSuchKey(error)) return undefined;
      throw error;
    }
  }

  async readBytes(key: string): Promise<Buffer> {
    const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
    if (!Body) throw new Error(`S3 answered ${key} without a body`);
    return Buffer.from(await Body.transformToByteArray());
  }

  async writeJson(key: string, value: unknown): Promise<void> {
    await this.write(key, JSON.stringify(value), 'application/json');
  }

  async write(key: string, body: string | Uint8Array, contentType: string): Promise<void> {
    await this.s3.send(
      new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: body, ContentType: contentType }),
    );
  }

  /** Writes a file that may have one writer only. Returns false when it exists already. */
  async writeJsonIfAbsent(key: string, value: unknown): Promise<boolean> {
    try {
      await this.s3.send(
        new PutObjectCommand({
          Bucket: this.bucket,
          Key: key,
          Body: JSON.stringify(value, null, 2),
          ContentType: 'application/json',
          IfNoneMatch: '*',
        }),
      );
      return true;
    } catch (error) {
      // 409: another conditional write of this key is under way. It will win.
      const { name } = error as Error;
      if (name === 'PreconditionFailed' || name === 'ConditionalRequestConflict') return false;
      throw error;
    }
  }

  /** All keys under a prefix, in S3's order. */
  async *listKeys(prefix: string): AsyncGenerator<string> {
    let token: string | undefined;
    do {
      const page = await this.s3.send(
        new ListObjectsV2Command({
          Bucket: this.bucket,
          Prefix: prefix,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      );
      for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }
}

/**
 * Opens an object for streaming.
 * @param etag the object as it was planned; a changed one is refused by S3 (PreconditionFailed)
 */
export async function openObject(
  s3: S3Client,
  { bucket, key }: ObjectLocation,
  etag: string,
): Promise<Readable> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: etag }));
  if (!Body) throw new Error(`S3 answered s3://${bucket}/${key} without a body`);
  // In Node.js the SDK's body is a Readable; its type covers browsers too.
  return Body as Readable;
}

export function isNoSuchKey(error: unknown): boolean {
  return error instanceof Error && error.name === 'NoSuchKey';
}
