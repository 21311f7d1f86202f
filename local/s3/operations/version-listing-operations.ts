import { type Bucket } from '../bucket';
import { type BucketStore } from '../bucket-store';
import { type S3Operation, sendXml } from '../call';
import { invalidArgument } from '../errors';
import { parseVersionId } from '../version-id';
import { type ListedVersion, listVersions } from '../version-listing';
import {
  commonElements,
  encoding,
  listingQuery,
  markerPosition,
  objectElements,
} from './listing-answer';

/** Source: S3 API Reference, "ListObjectVersions". In a bucket without versions each is `null`. */
export function listObjectVersions(store: BucketStore): S3Operation {
  return async (call) => {
    const bucket = store.get(call.bucketName);
    const encode = encoding(call);
    const keyMarker = call.query.get('key-marker') ?? '';
    const marker = call.query.get('version-id-marker');
    const versionIdMarker = marker === '' ? undefined : parseVersionId(marker);
    if (versionIdMarker !== undefined && keyMarker === '') {
      throw invalidArgument('version-id-marker', versionIdMarker, 'used with a key-marker only');
    }
    const page = listVersions(bucket.allKeys, (key) => bucket.versionIds(key), {
      ...listingQuery(call),
      from: versionIdMarker === undefined ? markerPosition(call, keyMarker) : { after: keyMarker },
      versionIdMarker,
    });
    const isMarker = ({ key, versionId }: ListedVersion): boolean =>
      bucket.markerAt(key, versionId) !== undefined;
    const objects = page.versions.filter((version) => !isMarker(version));
    sendXml(call, 'ListVersionsResult', {
      ...commonElements(call, page.commonPrefixes, page.next !== undefined),
      KeyMarker: encode(keyMarker),
      VersionIdMarker: versionIdMarker,
      NextKeyMarker: page.next && encode(page.next.keyMarker),
      NextVersionIdMarker: page.next?.versionIdMarker,
      Version: objects.map((version) => ({
        ...objectElements(summaryOf(bucket, version), encode),
        VersionId: version.versionId,
        IsLatest: version.isLatest,
      })),
      DeleteMarker: page.versions.filter(isMarker).map((version) => ({
        Key: encode(version.key),
        VersionId: version.versionId,
        IsLatest: version.isLatest,
        LastModified: new Date(summaryOf(bucket, version).lastModified).toISOString(),
      })),
    });
  };
}

function summaryOf(bucket: Bucket, { key, versionId }: ListedVersion) {
  const summary = bucket.versionSummary(key, versionId);
  if (!summary) throw new Error(`'${key}' lost its version '${versionId}' while it was listed`);
  return summary;
}
