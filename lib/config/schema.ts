import * as z from 'zod';
import { isTransformInstanceType } from '../../domain/jumpstart/transform-instance-types';
import { runLimitsSchema } from '../../domain/run/deployment';
import { presetInputSchema, runDefaultsSchema, runRequestSchema } from '../../domain/run/request';

const modelName = z
  .string()
  .max(63)
  .regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/, 'letters, digits and single hyphens between them');

const transformInstanceType = z
  .string()
  .refine(
    isTransformInstanceType,
    'valid: an instance type of batch transform, such as ml.g5.2xlarge or ml.m5.xlarge',
  );

/** A model of the pinned JumpStart catalogue: image, artefact and environment follow from the region. */
const jumpStartModelSchema = z.strictObject({
  /** The name by which a run picks the model. */
  name: modelName,
  jumpStart: z.strictObject({
    modelId: z.string(),
    /** Exact, or `1.*`. */
    version: z.string(),
    /** Allow a model that JumpStart no longer lists. */
    allowDeprecated: z.boolean().default(false),
  }),
  /** Fixes the image (CPU or GPU). Left out: the model's own default. */
  instanceType: transformInstanceType.optional(),
});

/** A model of the user's own: an image that speaks a known contract, and a tarball. */
const ownModelSchema = z.strictObject({
  name: modelName,
  /** Where the container is pulled from. SageMaker allows 255 characters without blanks. */
  image: z.string().regex(/^\S{1,255}$/, 'an image of at most 255 characters, without blanks'),
  modelData: z.union([
    /** A folder, relative to the application: it becomes model.tar.gz. */
    z.strictObject({ path: z.string().min(1) }),
    z.strictObject({
      url: z.string().regex(/^s3:\/\/.+\.tar\.gz$/, 's3://bucket/key, ending in .tar.gz'),
    }),
  ]),
  /** SageMaker: at most 100 entries, values of at most 1,024 characters. */
  environment: z
    .record(
      z
        .string()
        .regex(
          /^[a-zA-Z_][a-zA-Z0-9_]*$/,
          'a name of letters, digits and underscores, no digit first',
        ),
      z.string().max(1024),
    )
    .refine((variables) => Object.keys(variables).length <= 100, 'valid: at most 100 variables')
    .default({}),
  contract: z.literal('text2text-1.x'),
  /** False gives the container a network, for an image that fetches something when it starts. */
  networkIsolation: z.boolean().default(true),
  instanceType: transformInstanceType,
  /** What a run may choose besides `instanceType`: only the owner knows where the image runs. */
  supportedInstanceTypes: z.array(transformInstanceType).default([]),
});

/** SageMaker's own quota of instances of one endpoint is 20 at first; more needs a request. */
const instanceCount = z.int().min(1).max(100);

const keyArn = z
  .string()
  .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, "a KMS key's ARN");

const datasetBucketSchema = z.strictObject({
  bucketName: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket, 3 to 63 characters'),
  /** The customer-managed key that the bucket's objects are encrypted with, if any. */
  keyArn: keyArn.optional(),
});

/** A complete input under a short name: `{"preset": "smoke"}`. */
const presetSchema = z.strictObject({
  /** One sentence for whoever chooses: what it runs, and what it costs. */
  description: z.string().min(1).max(200),
  /** A data set that comes with the deployment: a file, relative to the application. It becomes `dataset.uri`. */
  file: z.string().min(1).optional(),
  /** What the execution input may say, but no preset and no idempotency key. */
  input: presetInputSchema,
});

/** A run that EventBridge Scheduler starts. */
const scheduleSchema = z.strictObject({
  /** Scheduler: at most 64 characters of `[0-9a-zA-Z-_.]`, here after the stack's prefix. */
  name: z
    .string()
    .regex(/^[0-9a-zA-Z_-]{1,32}$/, '1 to 32 letters, digits, hyphens or underscores'),
  /** `rate(1 day)`, `cron(0 2 * * ? *)`, `at(2027-01-31T02:00:00)`. */
  expression: z.string(),
  /** IANA name. A rate has no use for it. */
  timeZone: z.string().default('UTC'),
  /** Starts within so many minutes after the scheduled time. Null: at it. */
  flexibleWindowMinutes: z.int().min(1).max(1440).nullable().default(null),
  /** Execution input of each run. The scheduled time becomes its idempotency key. */
  input: runRequestSchema.omit({ idempotencyKey: true }),
  enabled: z.boolean().default(true),
});

const endpointSchema = z.strictObject({
  /** One of `models` by its name, or a version 2.x of JumpStart, which only endpoints can run. */
  model: z.union([
    modelName,
    z.strictObject({
      jumpStart: z.strictObject({
        modelId: z.string(),
        /** Exact, or `2.*`. */
        version: z.string(),
        allowDeprecated: z.boolean().default(false),
      }),
    }),
  ]),
  instanceType: z
    .string()
    .regex(/^ml\.[a-z0-9-]+\.[a-z0-9]+$/, 'an instance type such as ml.g5.2xlarge'),
  initialInstanceCount: instanceCount.default(1),
  minInstanceCount: instanceCount.default(1),
  /** As many as the minimum: no scaling. */
  maxInstanceCount: instanceCount.default(2),
  /** Requests a minute, that is batches: scaling keeps each instance at about so many. */
  targetInvocationsPerInstance: z.number().positive().default(60),
  /** Time to live. A week is what may be forgotten at most: 255 USD on ml.g5.2xlarge at 1.515 USD/h. */
  leaseHours: z.number().min(0.5).max(168).default(8),
  /** A message so long before the end. The sweeper looks every 15 minutes: less could be too late. */
  warnMinutes: z.int().min(15).max(1440).default(60),
});

const emails = z
  .array(z.email('an e-mail address such as team@example.com'))
  .refine(allDiffer, 'valid: each address once');

function allDiffer(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}

const id = (kind: string): z.ZodString =>
  z
    .string()
    .regex(new RegExp(`^${kind}-[0-9a-f]{8,17}$`), `an id such as ${kind}-0123456789abcdef0`);

/** By ids alone: nothing is looked up in the account. */
const vpcSchema = z.strictObject({
  vpcId: id('vpc'),
  /** Private ones, in two availability zones or more. Lambda and SageMaker allow 16. */
  subnetIds: z.array(id('subnet')).min(1).max(16),
  /** Lambda and SageMaker allow five. */
  securityGroupIds: z.array(id('sg')).min(1).max(5),
  /** Endpoints of the services that are called. Null: the VPC has them, or a way to the internet. */
  createEndpoints: z
    .strictObject({
      /** Of the subnets: S3's endpoint is a route in them. */
      routeTableIds: z.array(id('rtb')).min(1),
    })
    .nullable()
    .default(null),
});

/** What `config/default.json` and its overlays may say. Unknown fields are refused. */
export const configSchema = z.strictObject({
  /** Begins the stacks' and models' names, so that several deployments fit in one account. */
  stackPrefix: z
    .string()
    .max(30)
    .regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'a letter, then letters, digits and hyphens'),
  /** Null: CDK_DEFAULT_REGION (the CLI's profile), else us-east-1. */
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region such as eu-west-1, or null')
    .nullable(),
  /** Of the buckets and logs when a stack is deleted. `destroy` still leaves a bucket that has objects. */
  removalPolicy: z.enum(['retain', 'destroy']),
  /**
   * A customer-managed KMS key of the same region, whose policy has the statements of
   * `docs/security.md`. Null: the deployment makes one.
   */
  encryptionKeyArn: keyArn.nullable(),
  /** Inputs and outputs of transform jobs expire so many days after they were scored. Null: never. */
  rawRetentionDays: z.int().min(1).nullable(),
  /** A managed policy that bounds every role of the deployment, where the account demands one. */
  permissionsBoundaryArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/\S+$/, "a managed policy's ARN")
    .nullable(),
  /** Functions and models run in these subnets. Null: outside of any VPC of the account. */
  vpc: vpcSchema.nullable(),
  models: z.array(z.union([jumpStartModelSchema, ownModelSchema])).min(1),
  /** Buckets besides the data bucket in which data sets may lie. */
  datasetBuckets: z
    .array(datasetBucketSchema)
    .refine(
      (buckets) => allDiffer(buckets.map(({ bucketName }) => bucketName)),
      'valid: each bucket once',
    ),
  /** What the execution input `{}` runs. */
  runDefaults: runDefaultsSchema,
  limits: runLimitsSchema,
  /** By name. What `{"preset": NAME}` runs. */
  presets: z.record(
    z.string().regex(/^[a-z0-9-]{1,32}$/, 'a name of 1 to 32 small letters, digits and hyphens'),
    presetSchema,
  ),
  schedules: z.array(scheduleSchema),
  /** Addresses that get a message. Each must confirm its subscription. */
  notifications: z.strictObject({ runEmails: emails, alarmEmails: emails }),
  /** Real-time inference, which costs money by the hour while its lease lasts. Null: none. */
  endpoint: endpointSchema.nullable(),
  /** Where `docs/runbook.md` can be read as a page: alarms link to its sections. Null: they name the file. */
  runbookUrl: z
    .url({ protocol: /^https$/, error: 'valid: an https address without #section, or null' })
    // An alarm's description has 1,024 characters; its words need up to 200 of them.
    .max(500)
    .regex(/^[^#]+$/, 'valid: an https address without #section, or null')
    .nullable(),
});

type Config = z.infer<typeof configSchema>;

/** The whole configuration of one deployment, its region made concrete. */
export type DeploymentConfig = Readonly<Config> & { readonly region: string };
export type ModelConfig = Config['models'][number];
export type JumpStartModelConfig = z.infer<typeof jumpStartModelSchema>;
export type OwnModelConfig = z.infer<typeof ownModelSchema>;
export type PresetConfig = z.infer<typeof presetSchema>;
export type ScheduleConfig = z.infer<typeof scheduleSchema>;
export type EndpointModelConfig = z.infer<typeof endpointSchema>['model'];
export type EndpointConfig = z.infer<typeof endpointSchema>;
export type VpcConfig = z.infer<typeof vpcSchema>;
export type DatasetBucketConfig = z.infer<typeof datasetBucketSchema>;

export function isJumpStart(model: ModelConfig): model is JumpStartModelConfig {
  return 'jumpStart' in model;
}
