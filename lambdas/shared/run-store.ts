import { type Readable } from 'node:stream';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type * as z from 'zod';
import { UnknownContractVersion } from '../../domain/run/errors';
import { RAW_TAG } from '../../domain/run/names';
import { type ObjectLocation } from '../../domain/run/s3-uri';
import { knowsVersion } from './knows-version';

/** A conflict lasts as long as the other write: a request of some milliseconds each try. */
const CONFLICT_TRIES = 10;

/** The data bucket, as the functions use it. */
export class RunStore {
  constructor(
    readonly s3: S3Client,
    readonly bucket: string,
  ) {}

  /**
   * Reads a file that another function left.
   * @throws UnknownContractVersion when the schema demands another version than the file's;
   *   ZodError, NoSuchKey
   */
  async readJson<T extends z.ZodType>(key: string, schema: T): Promise<z.infer<T>> {
    const value: unknown = JSON.parse((await this.readBytes(key)).toString('utf8'));
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    if (!isObject(value) || !knowsVersion(schema, value.contractVersion)) {
      const version = isObject(value) ? value.contractVersion : undefined;
      throw new UnknownContractVersion(
        `${key} was written with contract version ${JSON.stringify(version)}, which this function ` +
          'does not know: start the run again with the new deployment',
      );
    }
    throw parsed.error;
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

  /** Marks an object for the bucket's lifecycle: it expires some days later. */
  async letExpire(key: string): Promise<void> {
    await this.s3.send(
      new PutObjectTaggingCommand({
        Bucket: this.bucket,
        Key: key,
        Tagging: { TagSet: [RAW_TAG] },
      }),
    );
  }

  /** Writes a file that may have one writer only. Returns false when it exists already. */
  async writeJsonIfAbsent(key: string, value: unknown): Promise<boolean> {
    for (let tries = CONFLICT_TRIES; ; tries--) {
      try {
        return await this.#putIfAbsent(key, value);
      } catch (error) {
        // 409: another conditional write of this key is under way, and may yet fail. S3 says: retry.
        if (tries === 1 || (error as Error).name !== 'ConditionalRequestConflict') throw error;
      }
    }
  }

  async #putIfAbsent(key: string, value: unknown): Promise<boolean> {
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
      if ((error as Error).name === 'PreconditionFailed') return false;
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

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

export function isNoSuchKey(error: unknown): boolean {
  return error instanceof Error && error.name === 'NoSuchKey';
}
