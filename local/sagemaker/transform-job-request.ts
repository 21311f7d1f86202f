import { TransformInstanceType } from '@aws-sdk/client-sagemaker';
import * as z from 'zod';
import { entityName, jobEnvironment, tags } from './model-request';
import { text } from './validation';

const s3Uri = text(0, 1024, /^(https|s3):\/\/([^/]+)\/?(.*)$/);
const kmsKeyId = text(0, 2048, /^[a-zA-Z0-9:/_-]*$/);

/** Shape of CreateTransformJob with the constraints of the API reference; what is supported is checked after it. */
export const createTransformJobRequest = z.object({
  TransformJobName: entityName,
  ModelName: entityName,
  MaxConcurrentTransforms: z.int().min(0).optional(),
  ModelClientConfig: z
    .object({
      InvocationsTimeoutInSeconds: z.int().min(1).max(3600).optional(),
      InvocationsMaxRetries: z.int().min(0).max(3).optional(),
    })
    .optional(),
  MaxPayloadInMB: z.int().min(0).optional(),
  BatchStrategy: z.enum(['MultiRecord', 'SingleRecord']).optional(),
  Environment: jobEnvironment.optional(),
  TransformInput: z.object({
    DataSource: z.object({
      S3DataSource: z.object({
        S3DataType: z.enum(['ManifestFile', 'S3Prefix', 'AugmentedManifestFile', 'Converse']),
        S3Uri: s3Uri,
      }),
    }),
    ContentType: text(0, 256).optional(),
    CompressionType: z.enum(['None', 'Gzip']).optional(),
    SplitType: z.enum(['None', 'Line', 'RecordIO', 'TFRecord']).optional(),
  }),
  TransformOutput: z.object({
    S3OutputPath: s3Uri,
    Accept: text(0, 256).optional(),
    AssembleWith: z.enum(['None', 'Line']).optional(),
    KmsKeyId: kmsKeyId.optional(),
  }),
  TransformResources: z.object({
    InstanceType: z.enum(TransformInstanceType),
    InstanceCount: z.int().min(1).max(100),
    VolumeKmsKeyId: kmsKeyId.optional(),
    TransformAmiVersion: text(1, 63, /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/).optional(),
  }),
  DataCaptureConfig: z.unknown().optional(),
  DataProcessing: z
    .object({
      InputFilter: text(0, 63).optional(),
      OutputFilter: text(0, 63).optional(),
      JoinSource: z.enum(['Input', 'None']).optional(),
    })
    .optional(),
  ExperimentConfig: z.unknown().optional(),
  Tags: tags.optional(),
});

export type CreateTransformJobRequest = z.output<typeof createTransformJobRequest>;
