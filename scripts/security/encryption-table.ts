import { type App } from 'aws-cdk-lib';
import * as z from 'zod';
import { alignedTable } from '../aligned-table';
import { byResource } from './by-resource';
import { templateResources, type TemplateResource } from './readable-template';

const bucketSchema = z.object({
  BucketEncryption: z.object({
    ServerSideEncryptionConfiguration: z.tuple([
      z.object({
        ServerSideEncryptionByDefault: z.object({ KMSMasterKeyID: z.unknown().optional() }),
      }),
    ]),
  }),
});

/** Where a resource that keeps data names its key, and whose key it is when it names none. */
const KEYS: Readonly<
  Record<string, { keyOf: (properties: TemplateResource['properties']) => unknown; none: string }>
> = {
  'AWS::S3::Bucket': {
    keyOf: (properties) =>
      bucketSchema.parse(properties).BucketEncryption.ServerSideEncryptionConfiguration[0]
        .ServerSideEncryptionByDefault.KMSMasterKeyID,
    none: "S3's own (SSE-S3)",
  },
  'AWS::Logs::LogGroup': { keyOf: ({ KmsKeyId }) => KmsKeyId, none: "CloudWatch Logs' own" },
  'AWS::SQS::Queue': { keyOf: ({ KmsMasterKeyId }) => KmsMasterKeyId, none: "SQS's own" },
  'AWS::SNS::Topic': { keyOf: ({ KmsMasterKeyId }) => KmsMasterKeyId, none: 'none' },
  'AWS::Lambda::Function': { keyOf: ({ KmsKeyArn }) => KmsKeyArn, none: "Lambda's own" },
  'AWS::StepFunctions::StateMachine': {
    keyOf: ({ EncryptionConfiguration }) => EncryptionConfiguration,
    none: "Step Functions' own",
  },
  'AWS::Scheduler::Schedule': { keyOf: ({ KmsKeyArn }) => KmsKeyArn, none: "the Scheduler's own" },
};

/** What keeps data, and the key it is encrypted with. */
export function encryptionTable(app: App): string {
  const rows = templateResources(app).flatMap(({ type, path, properties, text }) => {
    const kind = KEYS[type];
    if (kind === undefined) return [];
    const named = kind.keyOf(properties);
    return [{ type, path, cells: [named === undefined ? kind.none : `\`${text(named)}\``] }];
  });
  return alignedTable([['type', 'which', 'key'], ...byResource(rows)]);
}
