import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type ObjectMetadata, objectMetadataSchema } from './object-metadata';

/**
 * An object is one file: its bytes, the metadata as JSON, the JSON's length in 4 bytes, a mark.
 * One rename therefore puts bytes and metadata in place together, and none is ever seen alone.
 */
const MARK = Buffer.from('\nS3OBJ1\n');
const TAIL_BYTES = 4 + MARK.length;

/** Most metadata fit: S3 allows 2 KB of user metadata and 1 KB of key. */
const FIRST_READ_BYTES = 8 * 1024;

export function encodeFooter(metadata: ObjectMetadata): Buffer {
  const json = Buffer.from(JSON.stringify(metadata), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return Buffer.concat([json, length, MARK]);
}

/** Metadata of an object's file. Throws when the file is none. */
export function readMetadataSync(path: string): ObjectMetadata {
  const descriptor = openSync(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const readTail = (bytes: number): Buffer => {
      const tail = Buffer.alloc(Math.min(bytes, size));
      return tail.subarray(0, readSync(descriptor, tail, 0, tail.length, size - tail.length));
    };
    const tail = readTail(FIRST_READ_BYTES);
    const needed = footerBytes(tail, path);
    return parseFooter(needed > tail.length ? readTail(needed) : tail, size, path);
  } finally {
    closeSync(descriptor);
  }
}

export interface OpenObject {
  readonly metadata: ObjectMetadata;
  /** Stays readable when the object is overwritten or deleted; the holder closes it. */
  readonly handle: FileHandle;
}

/** Opens an object's file for reading. Rejects with ENOENT when there is none. */
export async function openObjectFile(path: string): Promise<OpenObject> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const readTail = async (bytes: number): Promise<Buffer> => {
      const tail = Buffer.alloc(Math.min(bytes, size));
      const { bytesRead } = await handle.read(tail, 0, tail.length, size - tail.length);
      return tail.subarray(0, bytesRead);
    };
    const tail = await readTail(FIRST_READ_BYTES);
    const needed = footerBytes(tail, path);
    const footer = needed > tail.length ? await readTail(needed) : tail;
    return { handle, metadata: parseFooter(footer, size, path) };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function footerBytes(tail: Buffer, path: string): number {
  if (tail.length < TAIL_BYTES || !tail.subarray(-MARK.length).equals(MARK)) {
    throw new Error(`${path} is not an object of the embedded S3: its last bytes are not the mark`);
  }
  return tail.readUInt32LE(tail.length - TAIL_BYTES) + TAIL_BYTES;
}

function parseFooter(tail: Buffer, fileSize: number, path: string): ObjectMetadata {
  const bytes = footerBytes(tail, path);
  const json = tail.subarray(tail.length - bytes, tail.length - TAIL_BYTES);
  const metadata = objectMetadataSchema.parse(JSON.parse(json.toString('utf8')));
  if (metadata.size + bytes !== fileSize) {
    throw new Error(`${path} is damaged: ${fileSize - bytes} bytes instead of ${metadata.size}`);
  }
  return metadata;
}
