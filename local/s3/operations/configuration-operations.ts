import * as z from 'zod';
import { AwsError } from '../../gateway/aws-error';
import { parsePolicy } from '../../iam/policy/policy';
import { PolicyError } from '../../iam/policy/policy-error';
import { type BucketConfiguration, bucketConfigurationSchema } from '../bucket-configuration';
import { type BucketStore } from '../bucket-store';
import { type S3Call, type S3Operation, sendEmpty, sendXml } from '../call';
import { malformedXml, notImplemented } from '../errors';
import { readDocument } from '../request-body';
import { parseTags, renderTags } from '../tag-set';
import { parseXml, type XmlElement } from '../xml';

interface Setting {
  /** Root element of the document. */
  readonly root: string;
  /** The document's content. Throws the error that S3 answers when nothing is set. */
  readonly render: (configuration: BucketConfiguration) => XmlElement;
  /** Change to the configuration; Zod's or S3's error for a document that is not valid. */
  readonly parse: (content: unknown) => Partial<BucketConfiguration>;
}

/** Get, Put and Delete of a bucket's settings. Versioning and encryption act on what is written. */
export function configurationOperations(store: BucketStore) {
  const get =
    ({ root, render }: Setting): S3Operation =>
    async (call) => {
      sendXml(call, root, render(store.get(call.bucketName).configuration));
    };
  const put =
    ({ root, parse }: Setting): S3Operation =>
    async (call) => {
      const bucket = store.get(call.bucketName);
      bucket.configure(parseSetting(parse, parseXml(await readDocument(call.request), root)));
      sendEmpty(call);
    };
  const remove =
    (member: keyof BucketConfiguration): S3Operation =>
    async (call) => {
      store.get(call.bucketName).configure({ [member]: undefined });
      sendEmpty(call, 204);
    };
  return {
    GetBucketVersioning: get(VERSIONING),
    PutBucketVersioning: put(VERSIONING),
    GetBucketEncryption: get(ENCRYPTION),
    PutBucketEncryption: put(ENCRYPTION),
    DeleteBucketEncryption: remove('encryption'),
    GetPublicAccessBlock: get(PUBLIC_ACCESS_BLOCK),
    PutPublicAccessBlock: put(PUBLIC_ACCESS_BLOCK),
    DeletePublicAccessBlock: remove('publicAccessBlock'),
    GetBucketTagging: get(TAGGING),
    PutBucketTagging: put(TAGGING),
    DeleteBucketTagging: remove('tags'),
    GetBucketNotificationConfiguration: get(NOTIFICATION),
    PutBucketNotificationConfiguration: put(NOTIFICATION),
    GetBucketPolicy: async (call) => {
      sendPolicy(call, store.get(call.bucketName).configuration.policy);
    },
    PutBucketPolicy: async (call) => {
      const bucket = store.get(call.bucketName);
      bucket.configure({ policy: checkPolicy(await readDocument(call.request)) });
      sendEmpty(call, 204);
    },
    DeleteBucketPolicy: remove('policy'),
  } satisfies Record<string, S3Operation>;
}

const VERSIONING: Setting = {
  root: 'VersioningConfiguration',
  render: ({ versioning }) => ({ Status: versioning }),
  parse: (content) => {
    const schema = z.looseObject({ Status: bucketConfigurationSchema.shape.versioning });
    // An element without children is an empty text.
    const { Status } = schema.parse(content === '' ? {} : content);
    if (Status !== undefined) return { versioning: Status };
    throw new AwsError(
      'IllegalVersioningConfigurationException',
      'The versioning configuration has no Status; valid is Enabled or Suspended',
    );
  },
};

const encryptionDocument = z.looseObject({
  Rule: z.looseObject({
    ApplyServerSideEncryptionByDefault: z.looseObject({
      SSEAlgorithm: z.enum(['AES256', 'aws:kms', 'aws:kms:dsse']),
      KMSMasterKeyID: z.string().optional(),
    }),
    BucketKeyEnabled: z.string().optional(),
  }),
});

const ENCRYPTION: Setting = {
  root: 'ServerSideEncryptionConfiguration',
  // Since 2023 every bucket has SSE-S3 at least.
  render: ({ encryption = { algorithm: 'AES256' } }) => ({
    Rule: {
      ApplyServerSideEncryptionByDefault: {
        SSEAlgorithm: encryption.algorithm,
        KMSMasterKeyID: encryption.kmsKeyId,
      },
      BucketKeyEnabled: encryption.bucketKeyEnabled ?? false,
    },
  }),
  parse: (content) => {
    const { Rule: rule } = encryptionDocument.parse(content);
    const { SSEAlgorithm: algorithm, KMSMasterKeyID: kmsKeyId } =
      rule.ApplyServerSideEncryptionByDefault;
    const bucketKeyEnabled = rule.BucketKeyEnabled === 'true';
    return { encryption: { algorithm, kmsKeyId, bucketKeyEnabled } };
  },
};

const xmlBoolean = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

const PUBLIC_ACCESS_BLOCK: Setting = {
  root: 'PublicAccessBlockConfiguration',
  render: ({ publicAccessBlock }) => {
    if (publicAccessBlock) return publicAccessBlock;
    throw notSet('NoSuchPublicAccessBlockConfiguration', 'public access block');
  },
  parse: (content) => ({
    publicAccessBlock: z
      .looseObject({
        BlockPublicAcls: xmlBoolean,
        IgnorePublicAcls: xmlBoolean,
        BlockPublicPolicy: xmlBoolean,
        RestrictPublicBuckets: xmlBoolean,
      })
      .parse(content),
  }),
};

const TAGGING: Setting = {
  root: 'Tagging',
  render: ({ tags }) => {
    if (!tags) throw notSet('NoSuchTagSet', 'tags');
    return renderTags(tags);
  },
  parse: (content) => ({ tags: parseTags(content) }),
};

/** Events go to EventBridge or nowhere: queues, topics and functions of the document are refused. */
const NOTIFICATION: Setting = {
  root: 'NotificationConfiguration',
  render: ({ eventBridge }) => (eventBridge ? { EventBridgeConfiguration: '' } : {}),
  parse: (content) => {
    const given = Object.keys(z.looseObject({}).catch({}).parse(content));
    const other = given.find((name) => name !== 'EventBridgeConfiguration' && name !== '#text');
    if (other !== undefined) throw notImplemented(`the notification ${other}`);
    return { eventBridge: given.includes('EventBridgeConfiguration') };
  },
};

function parseSetting(parse: Setting['parse'], content: unknown): Partial<BucketConfiguration> {
  try {
    return parse(content);
  } catch (error) {
    throw error instanceof z.ZodError ? malformedXml(z.prettifyError(error)) : error;
  }
}

function notSet(code: string, what: string): AwsError {
  return new AwsError(code, `The bucket has no ${what}`, 404);
}

function checkPolicy(text: string): string {
  try {
    parsePolicy(JSON.parse(text), 'resource');
    return text;
  } catch (cause) {
    if (cause instanceof PolicyError) throw new AwsError('MalformedPolicy', cause.message);
    throw new AwsError('MalformedPolicy', `The policy is not JSON: ${String(cause)}`);
  }
}

function sendPolicy(call: S3Call, policy: string | undefined): void {
  if (policy === undefined) throw notSet('NoSuchBucketPolicy', 'policy');
  call.response.setHeader('content-type', 'application/json');
  call.response.setHeader('content-length', Buffer.byteLength(policy));
  call.response.end(policy);
}
