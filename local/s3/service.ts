import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Clock, systemClock } from '../clock';
import { type EmitEvent } from '../events/event';
import { type AwsError } from '../gateway/aws-error';
import { toAwsError } from '../gateway/aws-json';
import { type AwsService, type RequestContext } from '../gateway/service';
import { type Authorizer } from '../iam/access';
import { allowEverything, authorizeAll } from '../iam/rights';
import { type KeyRing } from '../kms/key-rights';
import { type BucketConfiguration } from './bucket-configuration';
import { BucketStore } from './bucket-store';
import { type S3Call, type S3Operation } from './call';
import { keyUser } from './key-use';
import { objectEvents } from './object-events';
import { bucketOperations } from './operations/bucket-operations';
import { completeMultipartUpload } from './operations/complete-multipart';
import { configurationOperations } from './operations/configuration-operations';
import { copyObject } from './operations/copy-object';
import { deleteObjects } from './operations/delete-objects';
import { listingOperations } from './operations/listing-operations';
import { multipartOperations } from './operations/multipart-operations';
import { objectOperations } from './operations/object-operations';
import { taggingOperations } from './operations/tagging-operations';
import { uploadListingOperations } from './operations/upload-listing-operations';
import { listObjectVersions } from './operations/version-listing-operations';
import { checkExpiry } from './presigned';
import { readTarget } from './request-target';
import { type S3RightsOf, objectRight, s3Rights } from './rights';
import { route } from './router';
import { renderErrorXml, type XmlElement } from './xml';

export interface S3ServiceOptions {
  /** Directory of all buckets, made if need be. One process at a time. */
  readonly dataDir: string;
  readonly clock?: Clock;
  /** Takes the events of the buckets that send them to EventBridge; they go nowhere without it. */
  readonly emitEvent?: EmitEvent;
  /** Asked for each call; without it, every call is allowed. */
  readonly authorizer?: Authorizer;
  /** KMS's keys, whose rights are asked for as well. */
  readonly keyRing?: KeyRing;
}

/** S3, with what a provider of bucket resources calls in process. Errors are AwsError. */
export interface S3Service extends AwsService {
  hasBucket(name: string): boolean;
  /** Throws BucketAlreadyOwnedByYou, InvalidBucketName. */
  createBucket(name: string, configuration?: BucketConfiguration): Promise<void>;
  /** Replaces the members that are given; an undefined one is removed. Throws NoSuchBucket. */
  configureBucket(name: string, changes: Partial<BucketConfiguration>): Promise<void>;
  /** Throws NoSuchBucket. */
  bucketConfiguration(name: string): BucketConfiguration;
  /** Throws NoSuchBucket, BucketNotEmpty. */
  deleteBucket(name: string): Promise<void>;
}

const NO_KEYS: KeyRing = { region: '', accountId: '' };

/** S3 on disk: objects and buckets survive a restart, and a kill loses nothing acknowledged. */
export function createS3Service(options: S3ServiceOptions): S3Service {
  const clock = options.clock ?? systemClock;
  const store = new BucketStore(options.dataDir, clock);
  const events = objectEvents(store, options.emitEvent ?? (() => undefined));
  const authorizer = options.authorizer ?? allowEverything;
  const useKeyOf = keyUser(store, options.keyRing ?? NO_KEYS, authorizer);
  const operations = {
    ...bucketOperations(store),
    ...objectOperations(store, events),
    ...listingOperations(store),
    ListObjectVersions: listObjectVersions(store),
    DeleteObjects: deleteObjects(store, events, ({ context, bucketName }, key, versionId) => {
      const action = versionId === undefined ? 'DeleteObject' : 'DeleteObjectVersion';
      const right = objectRight(store, action, bucketName, key);
      authorizeAll(authorizer, context.caller, [right]);
    }),
    CopyObject: copyObject(store, events),
    ...configurationOperations(store),
    ...taggingOperations(store),
    ...multipartOperations(store),
    ...uploadListingOperations(store),
    CompleteMultipartUpload: completeMultipartUpload(store, events),
  };
  const rights: Readonly<Record<keyof typeof operations, S3RightsOf>> = s3Rights(store);
  const answer: AwsService['handle'] = async (request, response, context) => {
    response.setHeader('x-amz-request-id', context.requestId);
    try {
      const target = readTarget(request);
      checkExpiry(target.query, clock.now());
      const call = { ...target, request, response, context, useKey: useKeyOf(context) };
      const name = nameOf(operations, call);
      // Whether a bucket is there is no secret: it is told to everybody.
      if (isThere(store, call)) authorizeAll(authorizer, context.caller, rights[name](call));
      await operations[name](call);
    } catch (error) {
      sendError(request, response, context, toAwsError(error));
    }
  };
  const underWay = new Set<Promise<void>>();
  return {
    signingName: 's3',
    async handle(request, response, context) {
      const answered = answer(request, response, context);
      underWay.add(answered);
      await answered.finally(() => underWay.delete(answered));
    },
    // An upload whose connection was cut still removes what it has staged.
    close: async () => {
      await Promise.all(underWay);
    },
    hasBucket: (name) => store.has(name),
    createBucket: async (name, configuration) => {
      store.create(name, configuration);
    },
    configureBucket: async (name, changes) => {
      store.get(name).configure(changes);
    },
    bucketConfiguration: (name) => store.get(name).configuration,
    deleteBucket: (name) => store.delete(name),
  };
}

function nameOf<N extends string>(operations: Readonly<Record<N, S3Operation>>, call: S3Call): N {
  const wanted = route(call);
  const names = Object.keys(operations) as N[];
  const name = names.find((candidate) => candidate === wanted);
  if (!name) throw new Error(`The route to ${wanted} leads nowhere`);
  return name;
}

/** Or is about to be made; or the call is about no bucket. */
function isThere(store: BucketStore, { bucketName, request: { method }, key }: S3Call): boolean {
  return bucketName === '' || store.has(bucketName) || (method === 'PUT' && key === '');
}

function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
  error: AwsError,
): void {
  if (response.headersSent) {
    // Too late to say so: a cut connection tells the client that the body is not whole.
    response.destroy();
    return;
  }
  response.statusCode = error.statusCode;
  if (request.method === 'HEAD' || error.statusCode === 304) {
    response.end();
    return;
  }
  const body = renderErrorXml({
    Code: error.code,
    Message: error.message,
    ...detailsOf(error),
    Resource: (request.url ?? '').split('?')[0],
    RequestId: context.requestId,
  });
  response.setHeader('content-type', 'application/xml');
  response.setHeader('content-length', Buffer.byteLength(body));
  response.end(body);
}

function detailsOf(error: AwsError): XmlElement {
  return Object.fromEntries(
    Object.entries(error.details).map(([name, value]) => [name, String(value)]),
  );
}
