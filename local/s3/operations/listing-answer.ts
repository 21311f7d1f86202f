import { queryNumber, type S3Call } from '../call';
import { invalidArgument } from '../errors';
import { type ListingPosition } from '../listing';
import { type ObjectSummary } from '../object-metadata';
import { quoteEtag } from '../stored-headers';
import { type XmlElement } from '../xml';

/** Also the default. Source: S3 API Reference, "ListObjectsV2", "ListObjectVersions". */
const MAX_KEYS = 1000;

/** What all forms of listing read from the query. */
export function listingQuery(call: S3Call) {
  return {
    prefix: call.query.get('prefix') ?? '',
    delimiter: call.query.get('delimiter') ?? '',
    maxKeys: Math.min(queryNumber(call, 'max-keys', MAX_KEYS), MAX_KEYS),
  };
}

/** Elements that all forms of the answer have. */
export function commonElements(
  call: S3Call,
  commonPrefixes: readonly string[],
  isTruncated: boolean,
): XmlElement {
  const { prefix, delimiter, maxKeys } = listingQuery(call);
  const encode = encoding(call);
  return {
    Name: call.bucketName,
    Prefix: encode(prefix),
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    MaxKeys: maxKeys,
    EncodingType: call.query.get('encoding-type') ?? undefined,
    IsTruncated: isTruncated,
    CommonPrefixes: commonPrefixes.map((text) => ({ Prefix: encode(text) })),
  };
}

/** What a listing says of an object. */
export function objectElements(
  summary: ObjectSummary,
  encode: (text: string) => string,
): XmlElement {
  return {
    Key: encode(summary.key),
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
export function markerPosition(call: S3Call, marker: string): ListingPosition {
  const delimiter = call.query.get('delimiter') ?? '';
  const isPrefix = delimiter !== '' && marker.endsWith(delimiter);
  return isPrefix ? { afterPrefix: marker } : { after: marker };
}
