import { Readable } from 'node:stream';
import { type BucketStore } from '../bucket-store';
import { header, type S3Call, type S3Operation, sendXml } from '../call';
import { checksumElement, checksumHeader } from '../checksums';
import { writeConditions } from '../conditional';
import { badDigest } from '../errors';
import { type ObjectEvents } from '../object-events';
import { type ObjectChecksum } from '../object-metadata';
import { compositeChecksum, multipartEtag, partBytes } from '../part-assembly';
import { type ChosenPart, chooseParts, parsePartList } from '../part-list';
import { bodyReader, readDocument } from '../request-body';
import { commitOrDiscard, type StagedObject } from '../staging';
import { encryptionHeaders, quoteEtag } from '../stored-headers';
import { type Upload } from '../upload';
import { type UploadStore } from '../upload-store';
import { newVersionId, versionHeaders } from '../version-id';
import { uploadTarget } from './multipart-operations';

/** Source: S3 API Reference, "CompleteMultipartUpload". */
export function completeMultipartUpload(store: BucketStore, events: ObjectEvents): S3Operation {
  return async (call) => {
    const bucket = store.get(call.bucketName);
    const { uploads, upload } = uploadTarget(store, call);
    // S3 reads the parts to make the object of them.
    call.useKey({ bucketName: call.bucketName, ...upload }, 'Decrypt');
    const conditions = writeConditions(call.request.headers);
    const listed = parsePartList(await readDocument(call.request));
    const parts = chooseParts(listed, uploads.parts(upload));
    const staged = await assemble(store, call, uploads, upload, parts);
    const left = await commitOrDiscard(store.staging, staged, () =>
      uploads.end(upload, () => {
        bucket.commit(staged, conditions);
      }),
    );
    events.created(call, staged.metadata, 'CompleteMultipartUpload');
    await store.staging.discard(left);
    const { etag, checksum } = staged.metadata;
    const headers = {
      ...encryptionHeaders(upload),
      ...versionHeaders(bucket.configuration, staged.metadata),
    };
    for (const [name, value] of Object.entries(headers)) {
      call.response.setHeader(name, value);
    }
    sendXml(call, 'CompleteMultipartUploadResult', {
      Location: `http://${header(call, 'host') ?? ''}${(call.request.url ?? '').split('?')[0] ?? ''}`,
      Bucket: call.bucketName,
      Key: upload.key,
      ETag: quoteEtag(etag),
      ...(checksum && {
        [checksumElement(checksum.algorithm)]: checksum.value,
        ChecksumType: checksum.type,
      }),
    });
  };
}

function assemble(
  store: BucketStore,
  call: S3Call,
  uploads: UploadStore,
  upload: Upload,
  parts: readonly ChosenPart[],
): Promise<StagedObject> {
  const metadata = parts.map((part) => part.metadata);
  const bytes = Readable.from(partBytes(parts, (number) => uploads.partPath(upload, number)));
  const fullAlgorithm =
    upload.checksum?.type === 'FULL_OBJECT' ? upload.checksum.algorithm : undefined;
  // Without a checksum over the whole object there is nothing to measure, only to copy.
  const reader = fullAlgorithm && bodyReader({}, fullAlgorithm);
  return store.staging.write(bytes, reader?.transforms ?? [], async () => {
    const whole = (await reader?.verify())?.checksum;
    const checksum: ObjectChecksum | undefined = whole
      ? { ...whole, type: 'FULL_OBJECT' }
      : await compositeChecksum(upload, metadata);
    verifyWhole(call, checksum);
    return {
      key: upload.key,
      versionId: newVersionId(store.get(call.bucketName).configuration),
      size: metadata.reduce((total, part) => total + part.size, 0),
      etag: multipartEtag(metadata),
      lastModified: store.now(),
      headers: upload.headers,
      userMetadata: upload.userMetadata,
      checksum,
      partCount: parts.length,
    };
  });
}

/** The client may state the checksum of the whole object. */
function verifyWhole(call: S3Call, checksum: ObjectChecksum | undefined): void {
  if (!checksum) return;
  const expected = header(call, checksumHeader(checksum.algorithm));
  if (expected === undefined || expected === checksum.value) return;
  throw badDigest(checksum.algorithm, expected, checksum.value);
}
