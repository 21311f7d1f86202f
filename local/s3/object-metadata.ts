import * as z from 'zod';

export const checksumAlgorithmSchema = z.enum(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256']);
export type ChecksumAlgorithm = z.infer<typeof checksumAlgorithmSchema>;

const checksumSchema = z.object({
  algorithm: checksumAlgorithmSchema,
  /** Base64; a composite one ends in `-N`, the number of parts. */
  value: z.string(),
  type: z.enum(['FULL_OBJECT', 'COMPOSITE']),
});
export type ObjectChecksum = z.infer<typeof checksumSchema>;

/** All that is known of an object besides its bytes; stands at the end of its file. */
export const objectMetadataSchema = z.object({
  key: z.string(),
  /** Undefined for the version `null`. */
  versionId: z.string().optional(),
  /** Bytes. */
  size: z.number().int().min(0),
  /** MD5 in hex, or `<md5 of the parts' md5s>-<parts>`; without quotes. */
  etag: z.string(),
  /** Epoch milliseconds. */
  lastModified: z.number(),
  /** Response headers kept from the upload, names in lower case, e.g. `content-type`. */
  headers: z.record(z.string(), z.string()),
  /** `x-amz-meta-*` without the prefix, names in lower case. */
  userMetadata: z.record(z.string(), z.string()),
  /** What PutObjectTagging set. */
  tags: z.record(z.string(), z.string()).optional(),
  checksum: checksumSchema.optional(),
  /** Number of parts of a multipart upload. */
  partCount: z.number().int().optional(),
});
export type ObjectMetadata = z.infer<typeof objectMetadataSchema>;

/** What a listing says of an object. */
export type ObjectSummary = Pick<
  ObjectMetadata,
  'key' | 'versionId' | 'size' | 'etag' | 'lastModified'
> & {
  readonly checksum?: ObjectChecksum | undefined;
};

export function summarize(metadata: ObjectMetadata): ObjectSummary {
  const { key, versionId, size, etag, lastModified, checksum } = metadata;
  return { key, versionId, size, etag, lastModified, checksum };
}
