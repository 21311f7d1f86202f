import * as z from 'zod';
import { checksumAlgorithmSchema, objectMetadataSchema } from './object-metadata';

/** A multipart upload that has begun; stands in its directory as `upload.json`. */
export const uploadSchema = objectMetadataSchema
  .pick({ key: true, headers: true, userMetadata: true })
  .extend({
    uploadId: z.string(),
    /** Epoch milliseconds. */
    initiated: z.number(),
    checksum: z
      .object({ algorithm: checksumAlgorithmSchema, type: z.enum(['FULL_OBJECT', 'COMPOSITE']) })
      .optional(),
  });
export type Upload = z.infer<typeof uploadSchema>;

/** Source: S3 User Guide, "Amazon S3 multipart upload limits". */
export const MAX_PART_NUMBER = 10_000;
export const MIN_PART_BYTES = 5 * 1024 * 1024;
