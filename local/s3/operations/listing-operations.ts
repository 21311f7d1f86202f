import { type Bucket } from '../bucket';
import { type BucketStore } from '../bucket-store';
import { type S3Call, type S3Operation, sendXml } from '../call';
import { decodeToken, encodeToken } from '../continuation-token';
import { listKeys, type ListingPage, type ListingPosition } from '../listing';
import { type XmlElement } from '../xml';
import {
  commonElements,
  encoding,
  listingQuery,
  markerPosition,
  objectElements,
} from './listing-answer';

/** ListObjectsV2, ListObjects. */
export function listingOperations(store: BucketStore) {
  return {
    async ListObjectsV2(call) {
      const token = call.query.get('continuation-token');
      const startAfter = call.query.get('start-after') ?? '';
      const from = token === null ? { after: startAfter } : decodeToken(token);
      const listing = list(store, call, from);
      const { page, encode } = listing;
      sendXml(call, 'ListBucketResult', {
        ...listing.common,
        KeyCount: page.keys.length + page.commonPrefixes.length,
        StartAfter: startAfter === '' ? undefined : encode(startAfter),
        ContinuationToken: token ?? undefined,
        NextContinuationToken: page.next && encodeToken(page.next),
        Contents: page.keys.map((key) => entry(listing.bucket, key, encode)),
      });
    },

    async ListObjects(call) {
      const marker = call.query.get('marker') ?? '';
      const listing = list(store, call, markerPosition(call, marker));
      const { page, encode } = listing;
      sendXml(call, 'ListBucketResult', {
        ...listing.common,
        Marker: encode(marker),
        NextMarker: page.next && encode(markerOf(page.next)),
        Contents: page.keys.map((key) => entry(listing.bucket, key, encode)),
      });
    },
  } satisfies Record<string, S3Operation>;
}

interface Listing {
  readonly bucket: Bucket;
  readonly page: ListingPage;
  readonly encode: (text: string) => string;
  /** Elements that all forms of the list have. */
  readonly common: XmlElement;
}

function list(store: BucketStore, call: S3Call, from: ListingPosition): Listing {
  const bucket = store.get(call.bucketName);
  const page = listKeys(bucket.index, { ...listingQuery(call), from });
  const common = commonElements(call, page.commonPrefixes, page.next !== undefined);
  return { bucket, page, encode: encoding(call), common };
}

function entry(bucket: Bucket, key: string, encode: (text: string) => string): XmlElement {
  const summary = bucket.summary(key);
  if (!summary) throw new Error(`The key '${key}' left the index while it was listed`);
  return objectElements(summary, encode);
}

function markerOf(position: ListingPosition): string {
  return 'after' in position ? position.after : position.afterPrefix;
}
