import { type BucketStore } from '../bucket-store';
import { header, keyOf, type S3Call, type S3Operation, sendEmpty, sendXml } from '../call';
import { checksumElement, checksumHeader } from '../checksums';
import { copiedBytes, readCopySource } from '../copy-source';
import { invalidArgument } from '../errors';
import {
  type ChecksumAlgorithm,
  checksumAlgorithmSchema,
  type ObjectMetadata,
} from '../object-metadata';
import { type BodyReader, bodyReader } from '../request-body';
import { commitOrDiscard } from '../staging';
import { encryptionHeaders, quoteEtag, readStoredHeaders } from '../stored-headers';
import { MAX_PART_NUMBER, type Upload } from '../upload';
import { UploadStore } from '../upload-store';
import { tellSourceVersion } from '../version-id';

/** CreateMultipartUpload, UploadPart, UploadPartCopy, AbortMultipartUpload. */
export function multipartOperations(store: BucketStore) {
  return {
    async CreateMultipartUpload(call) {
      const key = keyOf(call);
      const { configuration } = store.get(call.bucketName);
      const stored = readStoredHeaders(call.request.headers, configuration);
      call.useKey({ bucketName: call.bucketName, key, ...stored }, 'GenerateDataKey');
      const checksum = readChecksumWish(call);
      const upload = new UploadStore(store, call.bucketName).create({ key, ...stored, checksum });
      for (const [name, value] of Object.entries(encryptionHeaders(stored))) {
        call.response.setHeader(name, value);
      }
      if (checksum) {
        call.response.setHeader('x-amz-checksum-algorithm', checksum.algorithm);
        call.response.setHeader('x-amz-checksum-type', checksum.type);
      }
      sendXml(call, 'InitiateMultipartUploadResult', {
        Bucket: call.bucketName,
        Key: key,
        UploadId: upload.uploadId,
      });
    },

    async UploadPart(call) {
      const { uploads, upload, partNumber } = partTarget(store, call);
      call.useKey({ bucketName: call.bucketName, ...upload }, 'Decrypt');
      const reader = bodyReader(call.request.headers, upload.checksum?.algorithm);
      const staged = await store.staging.write(call.request, reader.transforms, () =>
        describePart(store, upload, reader),
      );
      await commitOrDiscard(store.staging, staged, () => {
        uploads.commitPart(upload, partNumber, staged);
      });
      const { etag, checksum } = staged.metadata;
      call.response.setHeader('etag', quoteEtag(etag));
      if (checksum) call.response.setHeader(checksumHeader(checksum.algorithm), checksum.value);
      sendEmpty(call);
    },

    async UploadPartCopy(call) {
      const { uploads, upload, partNumber } = partTarget(store, call);
      const source = readCopySource(header(call, 'x-amz-copy-source') ?? '');
      const from = store.get(source.bucketName);
      const { handle, metadata } = await from.open(source.key, source.versionId);
      try {
        call.useKey({ bucketName: source.bucketName, ...metadata }, 'Decrypt');
        call.useKey({ bucketName: call.bucketName, ...upload }, 'Decrypt');
        tellSourceVersion(call, from.configuration, metadata);
        const range = header(call, 'x-amz-copy-source-range');
        const bytes = copiedBytes(handle, metadata.size, range);
        const reader = bodyReader({}, upload.checksum?.algorithm);
        const staged = await store.staging.write(bytes, reader.transforms, () =>
          describePart(store, upload, reader),
        );
        await commitOrDiscard(store.staging, staged, () => {
          uploads.commitPart(upload, partNumber, staged);
        });
        const { etag, lastModified, checksum } = staged.metadata;
        sendXml(call, 'CopyPartResult', {
          LastModified: new Date(lastModified).toISOString(),
          ETag: quoteEtag(etag),
          ...(checksum && { [checksumElement(checksum.algorithm)]: checksum.value }),
        });
      } finally {
        await handle.close();
      }
    },

    async AbortMultipartUpload(call) {
      const { uploads, upload } = uploadTarget(store, call);
      await store.staging.discard(uploads.end(upload));
      sendEmpty(call, 204);
    },
  } satisfies Record<string, S3Operation>;
}

/** The upload that a request names by its query and key. */
export function uploadTarget(
  store: BucketStore,
  call: S3Call,
): { uploads: UploadStore; upload: Upload } {
  const uploads = new UploadStore(store, call.bucketName);
  return { uploads, upload: uploads.get(call.query.get('uploadId') ?? '', keyOf(call)) };
}

function partTarget(store: BucketStore, call: S3Call) {
  const text = call.query.get('partNumber') ?? '';
  const partNumber = Number(text);
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > MAX_PART_NUMBER) {
    throw invalidArgument('partNumber', text, `1 to ${MAX_PART_NUMBER}`);
  }
  return { ...uploadTarget(store, call), partNumber };
}

async function describePart(
  store: BucketStore,
  { key }: Upload,
  reader: BodyReader,
): Promise<ObjectMetadata> {
  const { size, md5, checksum } = await reader.verify();
  return {
    key,
    size,
    etag: md5,
    lastModified: store.now(),
    headers: {},
    userMetadata: {},
    checksum: checksum && { ...checksum, type: 'FULL_OBJECT' },
  };
}

/** CRC64NVME exists over whole objects only, and is the only one that is so by default. */
function readChecksumWish(call: S3Call): Upload['checksum'] {
  const name = header(call, 'x-amz-checksum-algorithm')?.toUpperCase();
  if (name === undefined) return undefined;
  const algorithm = checksumAlgorithmSchema.safeParse(name);
  if (!algorithm.success) {
    const valid = checksumAlgorithmSchema.options.join(', ');
    throw invalidArgument('x-amz-checksum-algorithm', name, valid);
  }
  return { algorithm: algorithm.data, type: readChecksumType(call, algorithm.data) };
}

function readChecksumType(call: S3Call, algorithm: ChecksumAlgorithm): 'FULL_OBJECT' | 'COMPOSITE' {
  const type = header(call, 'x-amz-checksum-type')?.toUpperCase();
  const isCrc = algorithm.startsWith('CRC');
  const valid =
    algorithm === 'CRC64NVME'
      ? ['FULL_OBJECT']
      : isCrc
        ? ['COMPOSITE', 'FULL_OBJECT']
        : ['COMPOSITE'];
  const chosen = type ?? valid[0];
  if ((chosen === 'FULL_OBJECT' || chosen === 'COMPOSITE') && valid.includes(chosen)) return chosen;
  throw invalidArgument(
    'x-amz-checksum-type',
    type ?? '',
    `${valid.join(' or ')} with ${algorithm}`,
  );
}
