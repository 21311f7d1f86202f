import { Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type ChecksumAlgorithm } from './object-metadata';

/** A checksum over a stream of bytes. */
export interface RunningChecksum {
  update(bytes: Uint8Array): void;
  /** Base64 of the big-endian value. Call once. */
  digest(): Promise<string>;
}

export const CHECKSUM_ALGORITHMS = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;

/** Source: Amazon S3 User Guide, "Checking object integrity in Amazon S3". */
export function createChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  switch (algorithm) {
    case 'CRC32':
      return nativeCrc32();
    case 'CRC32C':
      return fromSdk(new Crc32c());
    case 'CRC64NVME':
      return fromSdk(new Crc64Nvme());
    case 'SHA1':
    case 'SHA256':
      return fromHash(algorithm.toLowerCase());
  }
}

/** E.g. `x-amz-checksum-crc32`. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** XML element, e.g. `ChecksumCRC32`. */
export function checksumElement(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm}`;
}

function nativeCrc32(): RunningChecksum {
  let value = 0;
  return {
    update: (bytes) => {
      value = crc32(bytes, value);
    },
    digest: async () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes.toString('base64');
    },
  };
}

function fromSdk(checksum: Crc32c | Crc64Nvme): RunningChecksum {
  return {
    update: (bytes) => {
      checksum.update(bytes);
    },
    digest: async () => Buffer.from(await checksum.digest()).toString('base64'),
  };
}

function fromHash(name: string): RunningChecksum {
  const hash = createHash(name);
  return {
    update: (bytes) => {
      hash.update(bytes);
    },
    digest: async () => hash.digest('base64'),
  };
}
