import { type BucketStore } from '../bucket-store';
import { queryNumber, type S3Operation, sendXml } from '../call';
import { checksumElement } from '../checksums';
import { notImplemented } from '../errors';
import { quoteEtag } from '../stored-headers';
import { type Upload } from '../upload';
import { UploadStore } from '../upload-store';
import { compareUtf8 } from '../utf8-order';
import { encoding } from './listing-answer';
import { uploadTarget } from './multipart-operations';

/** Also the default. Source: S3 API Reference, "ListParts", "ListMultipartUploads". */
const MAX_ENTRIES = 1000;

/** ListParts, ListMultipartUploads. */
export function uploadListingOperations(store: BucketStore) {
  return {
    async ListParts(call) {
      const { uploads, upload } = uploadTarget(store, call);
      const marker = queryNumber(call, 'part-number-marker', 0);
      const maxParts = Math.min(queryNumber(call, 'max-parts', MAX_ENTRIES), MAX_ENTRIES);
      const rest = [...uploads.parts(upload)].filter(([number]) => number > marker);
      const page = rest.slice(0, maxParts);
      sendXml(call, 'ListPartsResult', {
        Bucket: call.bucketName,
        Key: encoding(call)(upload.key),
        UploadId: upload.uploadId,
        PartNumberMarker: marker,
        NextPartNumberMarker: page.at(-1)?.[0],
        MaxParts: maxParts,
        IsTruncated: rest.length > page.length,
        ChecksumAlgorithm: upload.checksum?.algorithm,
        ChecksumType: upload.checksum?.type,
        Part: page.map(([PartNumber, { etag, size, lastModified, checksum }]) => ({
          PartNumber,
          LastModified: new Date(lastModified).toISOString(),
          ETag: quoteEtag(etag),
          Size: size,
          ...(checksum && { [checksumElement(checksum.algorithm)]: checksum.value }),
        })),
      });
    },

    async ListMultipartUploads(call) {
      if (call.query.has('delimiter'))
        throw notImplemented('ListMultipartUploads with a delimiter');
      const encode = encoding(call);
      const prefix = call.query.get('prefix') ?? '';
      const keyMarker = call.query.get('key-marker') ?? '';
      const idMarker = call.query.get('upload-id-marker') ?? '';
      const maxUploads = Math.min(queryNumber(call, 'max-uploads', MAX_ENTRIES), MAX_ENTRIES);
      const rest = new UploadStore(store, call.bucketName)
        .list()
        .filter(({ key }) => key.startsWith(prefix))
        .sort(compareUploads)
        .filter((upload) => isBeyond(upload, keyMarker, idMarker));
      const page = rest.slice(0, maxUploads);
      const last = rest.length > page.length ? page.at(-1) : undefined;
      sendXml(call, 'ListMultipartUploadsResult', {
        Bucket: call.bucketName,
        KeyMarker: encode(keyMarker),
        UploadIdMarker: idMarker,
        NextKeyMarker: last && encode(last.key),
        NextUploadIdMarker: last?.uploadId,
        Prefix: encode(prefix),
        MaxUploads: maxUploads,
        EncodingType: call.query.get('encoding-type') ?? undefined,
        IsTruncated: last !== undefined,
        Upload: page.map(({ key, uploadId, initiated }) => ({
          Key: encode(key),
          UploadId: uploadId,
          Initiated: new Date(initiated).toISOString(),
          StorageClass: 'STANDARD',
        })),
      });
    },
  } satisfies Record<string, S3Operation>;
}

function compareUploads(a: Upload, b: Upload): number {
  return compareUtf8(a.key, b.key) || compareUtf8(a.uploadId, b.uploadId);
}

/** Without an id the marker stands after all uploads of its key. */
function isBeyond({ key, uploadId }: Upload, keyMarker: string, idMarker: string): boolean {
  const order = compareUtf8(key, keyMarker);
  return order > 0 || (order === 0 && idMarker !== '' && compareUtf8(uploadId, idMarker) > 0);
}
