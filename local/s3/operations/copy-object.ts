import { type BucketStore } from '../bucket-store';
import { header, keyOf, type S3Call, type S3Operation, sendXml } from '../call';
import { checksumElement } from '../checksums';
import { evaluateRead, readConditions, writeConditions } from '../conditional';
import { copiedBytes, readCopySource } from '../copy-source';
import { invalidArgument, invalidRequest, preconditionFailed } from '../errors';
import { type ObjectEvents } from '../object-events';
import { type ObjectMetadata } from '../object-metadata';
import { bodyReader } from '../request-body';
import { commitOrDiscard, type StagedObject } from '../staging';
import { quoteEtag, readStoredHeaders } from '../stored-headers';
import { newVersionId, tellSourceVersion, versionHeaders } from '../version-id';

/** Source: S3 API Reference, "CopyObject". */
export function copyObject(store: BucketStore, events: ObjectEvents): S3Operation {
  return async (call) => {
    const bucket = store.get(call.bucketName);
    const conditions = writeConditions(call.request.headers);
    const staged = await stageCopy(store, call);
    await commitOrDiscard(store.staging, staged, () => {
      bucket.commit(staged, conditions);
    });
    events.created(call, staged.metadata, 'CopyObject');
    const { etag, lastModified, checksum } = staged.metadata;
    const headers = versionHeaders(bucket.configuration, staged.metadata);
    for (const [name, value] of Object.entries(headers)) call.response.setHeader(name, value);
    sendXml(call, 'CopyObjectResult', {
      LastModified: new Date(lastModified).toISOString(),
      ETag: quoteEtag(etag),
      ...(checksum && { [checksumElement(checksum.algorithm)]: checksum.value }),
    });
  };
}

async function stageCopy(store: BucketStore, call: S3Call): Promise<StagedObject> {
  const key = keyOf(call);
  const source = readCopySource(header(call, 'x-amz-copy-source') ?? '');
  const from = store.get(source.bucketName);
  const { metadata, handle } = await from.open(source.key, source.versionId);
  try {
    const conditions = readConditions(call.request.headers, 'x-amz-copy-source-');
    if (evaluateRead(conditions, metadata) === 'NotModified') {
      throw preconditionFailed('x-amz-copy-source-If-None-Match or -If-Modified-Since');
    }
    // An older version may be copied over the current one: that is how it is restored.
    const isOntoItself =
      source.bucketName === call.bucketName &&
      source.key === key &&
      metadata.versionId === from.summary(key)?.versionId;
    tellSourceVersion(call, from.configuration, metadata);
    const stored = copiedHeaders(store, call, metadata, isOntoItself);
    call.useKey({ bucketName: source.bucketName, ...metadata }, 'Decrypt');
    call.useKey({ bucketName: call.bucketName, key, ...stored }, 'GenerateDataKey');
    const reader = bodyReader({}, metadata.checksum?.algorithm);
    const bytes = copiedBytes(handle, metadata.size);
    return await store.staging.write(bytes, reader.transforms, async () => {
      const { size, md5, checksum } = await reader.verify();
      const fullChecksum = checksum && { ...checksum, type: 'FULL_OBJECT' as const };
      return {
        key,
        versionId: newVersionId(store.get(call.bucketName).configuration),
        size,
        etag: md5,
        lastModified: store.now(),
        ...stored,
        checksum: fullChecksum,
      };
    });
  } finally {
    await handle.close();
  }
}

function copiedHeaders(
  store: BucketStore,
  call: S3Call,
  source: ObjectMetadata,
  isOntoItself: boolean,
): Pick<ObjectMetadata, 'headers' | 'userMetadata'> {
  const { configuration } = store.get(call.bucketName);
  const own = readStoredHeaders(call.request.headers, configuration);
  const directive = header(call, 'x-amz-metadata-directive') ?? 'COPY';
  if (directive === 'REPLACE') return own;
  if (directive !== 'COPY') {
    throw invalidArgument('x-amz-metadata-directive', directive, 'COPY or REPLACE');
  }
  if (isOntoItself) {
    throw invalidRequest('A copy of an object onto itself must change something: REPLACE metadata');
  }
  return { headers: { ...own.headers, ...source.headers }, userMetadata: source.userMetadata };
}
