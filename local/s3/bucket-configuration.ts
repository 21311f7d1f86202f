import * as z from 'zod';

/** What can be set on a bucket. Source: S3 API Reference, the Put/Get operations of each. */
export const bucketConfigurationSchema = z.object({
  versioning: z.enum(['Enabled', 'Suspended']).optional(),
  encryption: z
    .object({
      algorithm: z.enum(['AES256', 'aws:kms', 'aws:kms:dsse']),
      kmsKeyId: z.string().optional(),
      bucketKeyEnabled: z.boolean().optional(),
    })
    .optional(),
  /** JSON text of the policy document. */
  policy: z.string().optional(),
  publicAccessBlock: z
    .object({
      BlockPublicAcls: z.boolean(),
      IgnorePublicAcls: z.boolean(),
      BlockPublicPolicy: z.boolean(),
      RestrictPublicBuckets: z.boolean(),
    })
    .optional(),
  /** Whether changes of objects become events on the default event bus. */
  eventBridge: z.boolean().optional(),
  tags: z.record(z.string(), z.string()).optional(),
});

export type BucketConfiguration = z.infer<typeof bucketConfigurationSchema>;

/** The bucket's own file. */
export const bucketRecordSchema = z.object({
  name: z.string(),
  /** Epoch milliseconds. */
  created: z.number(),
  configuration: bucketConfigurationSchema,
});

export type BucketRecord = z.infer<typeof bucketRecordSchema>;
