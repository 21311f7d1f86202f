import * as z from 'zod';
import { type CodeSource, type FunctionConfig } from '../../lambda/function-config';
import { type EmbeddedServices } from '../embedded-services';
import { isThere } from '../is-gone';
import { type ResourceProvider, defineProvider, kept, numberProperty } from '../resource-provider';

const properties = z.strictObject({
  FunctionName: z.string().max(64).optional(),
  Code: z.union([
    z.strictObject({
      S3Bucket: z.string(),
      S3Key: z.string(),
      S3ObjectVersion: z.string().optional(),
    }),
    z.strictObject({ ZipFile: z.string() }),
  ]),
  Handler: z.string(),
  Runtime: z
    .string()
    .regex(/^nodejs\d+\.x$/, 'only Node.js functions run here, nodejs20.x and the like'),
  Role: z.string(),
  Timeout: numberProperty.pipe(z.int().min(1).max(900)).default(3),
  MemorySize: numberProperty.pipe(z.int().min(128).max(10_240)).default(128),
  Environment: z
    .strictObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) })
    .default({ Variables: {} }),
  LoggingConfig: z
    .strictObject({
      LogGroup: z.string().optional(),
      LogFormat: z.enum(['Text', 'JSON']).default('Text'),
      ApplicationLogLevel: kept,
      SystemLogLevel: kept,
    })
    .default({ LogFormat: 'Text' }),
  DeadLetterConfig: z
    .strictObject({
      TargetArn: z.string().regex(/^arn:aws[a-z-]*:sqs:/, 'only queues take dead letters here'),
    })
    .optional(),
  Description: z.string().default(''),
  PackageType: z.literal('Zip').optional(),
  /** The code runs on this machine's processor and disk. */
  Architectures: kept,
  EphemeralStorage: kept,
  KmsKeyArn: kept,
  /** At most 16 invocations of a function run at a time; more wait, whatever is reserved. */
  ReservedConcurrentExecutions: kept,
  RuntimeManagementConfig: kept,
  TracingConfig: kept,
  /** Nothing here has a network interface: what a function could reach from its subnets is not told. */
  VpcConfig: kept,
  Tags: kept,
});
type FunctionProperties = z.infer<typeof properties>;

/** AWS::Lambda::Function. */
export function functionProvider({ lambda }: EmbeddedServices): ResourceProvider {
  return defineProvider({
    properties,
    name: 'FunctionName',
    replacedBy: ['FunctionName', 'PackageType'],
    async create(wanted, request) {
      const name = wanted.FunctionName ?? request.physicalName({ maxLength: 64 });
      const { arn } = await lambda.createFunction(configOf(name, wanted), sourceOf(wanted));
      return { physicalId: name, attributes: { Arn: arn } };
    },
    async update(wanted, _, previous) {
      await lambda.updateFunction(configOf(previous.physicalId, wanted), sourceOf(wanted));
      return previous;
    },
    isThere: (wanted, request) =>
      isThere(lambda.find(wanted.FunctionName ?? request.physicalName({ maxLength: 64 }))),
    discard: (wanted, request) =>
      lambda.deleteFunction(wanted.FunctionName ?? request.physicalName({ maxLength: 64 })),
    delete: ({ physicalId }) => lambda.deleteFunction(physicalId),
  });
}

function configOf(functionName: string, wanted: FunctionProperties): FunctionConfig {
  return {
    functionName,
    roleArn: wanted.Role,
    runtime: wanted.Runtime,
    handler: wanted.Handler,
    timeoutSeconds: wanted.Timeout,
    memoryMb: wanted.MemorySize,
    environment: wanted.Environment.Variables,
    logGroup: wanted.LoggingConfig.LogGroup ?? `/aws/lambda/${functionName}`,
    logFormat: wanted.LoggingConfig.LogFormat,
    description: wanted.Description,
    deadLetterArn: wanted.DeadLetterConfig?.TargetArn,
  };
}

function sourceOf({ Code }: FunctionProperties): CodeSource {
  if ('ZipFile' in Code) return { inlineSource: Code.ZipFile };
  return { bucket: Code.S3Bucket, key: Code.S3Key, versionId: Code.S3ObjectVersion };
}
