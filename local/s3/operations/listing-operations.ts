import { type Bucket } from '../bucket';
import { type BucketStore } from '../bucket-store';
import { queryNumber, type S3Call, type S3Operation, sendXml } from '../call';
import { decodeToken, encodeToken } from '../continuation-token';
import { invalidArgument } from '../errors';
import { listKeys, type ListingPage, type ListingPosition } from '../listing';
import { quoteEtag } from '../stored-headers';
import { type XmlElement } from '../xml';

/** Also the default. Source: S3 API Reference, "ListObjectsV2". */
const MAX_KEYS = 1000;

/** ListObjectsV2, ListObjects, ListObjectVersions (of a bucket without versions: each is `null`). */
export function listingOperations(store: BucketStore): Record<string, S3Operation> {
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

    async ListObjectVersions(call) {
      const marker = call.query.get('key-marker') ?? '';
      const listing = list(store, call, markerPosition(call, marker));
      const { page, encode } = listing;
      sendXml(call, 'ListVersionsResult', {
        ...listing.common,
        KeyMarker: encode(marker),
        NextKeyMarker: page.next && encode(markerOf(page.next)),
        Version: page.keys.map((key) => ({
          ...entry(listing.bucket, key, encode),
          VersionId: 'null',
          IsLatest: true,
        })),
      });
    },
  };
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
  const encode = encoding(call);
  const prefix = call.query.get('prefix') ?? '';
  const delimiter = call.query.get('delimiter') ?? '';
  const maxKeys = Math.min(queryNumber(call, 'max-keys', MAX_KEYS), MAX_KEYS);
  const page = listKeys(bucket.index, { prefix, delimiter, maxKeys, from });
  const common = {
    Name: bucket.name,
    Prefix: encode(prefix),
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    MaxKeys: maxKeys,
    EncodingType: call.query.get('encoding-type') ?? undefined,
    IsTruncated: page.next !== undefined,
    CommonPrefixes: page.commonPrefixes.map((text) => ({ Prefix: encode(text) })),
  };
  return { bucket, page, encode, common };
}

function entry(bucket: Bucket, key: string, encode: (text: string) => string): XmlElement {
  const summary = bucket.summary(key);
  if (!summary) throw new Error(`The key '${key}' left the index while it was listed`);
  return {
    Key: encode(key),
    LastModified: new Date(summary.lastModified).toISOString(),
    ETag: quoteEtag(summary.etag),
    ChecksumAlgorithm: summary.checksum?.algorithm,
    ChecksumType: summary.checksum?.type,
    Size: summary.size,
    StorageClass: 'STANDARD',
  };
}

/** XML cannot carry all characters; `encoding-type=url` lets a client ask for percent-encoding. */
export function encoding(call: S3Call): (text: string) => string {
  const type = call.query.get('encoding-type');
  if (type === null) return (text) => text;
  if (type !== 'url') throw invalidArgument('encoding-type', type, 'url');
  return (text) => text.split('/').map(encodeURIComponent).join('/');
}

/** A marker that ends in the delimiter is a rolled-up prefix of the page before. */
function markerPosition(call: S3Call, marker: string): ListingPosition {
  const delimiter = call.query.get('delimiter') ?? '';
  const isPrefix = delimiter !== '' && marker.endsWith(delimiter);
  return isPrefix ? { afterPrefix: marker } : { after: marker };
}

function markerOf(position: ListingPosition): string {
  return 'after' in position ? position.after : position.afterPrefix;
}
