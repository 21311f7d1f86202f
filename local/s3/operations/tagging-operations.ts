import { type BucketStore } from '../bucket-store';
import { keyOf, type S3Call, type S3Operation, sendEmpty, sendXml } from '../call';
import { copiedBytes } from '../copy-source';
import { readDocument } from '../request-body';
import { commitOrDiscard } from '../staging';
import { parseTags, renderTags } from '../tag-set';
import { parseVersionId, versionHeaders } from '../version-id';
import { parseXml } from '../xml';

/** PutObjectTagging, GetObjectTagging, DeleteObjectTagging. Tags are kept; nothing acts on them. */
export function taggingOperations(store: BucketStore) {
  return {
    async PutObjectTagging(call) {
      await retag(store, call, parseTags(parseXml(await readDocument(call.request), 'Tagging')));
      sendEmpty(call);
    },

    async GetObjectTagging(call) {
      const bucket = store.get(call.bucketName);
      const { metadata, handle } = await bucket.open(keyOf(call), namedVersion(call));
      await handle.close();
      tellVersion(call, bucket.configuration, metadata);
      sendXml(call, 'Tagging', renderTags(metadata.tags ?? {}));
    },

    async DeleteObjectTagging(call) {
      await retag(store, call, undefined);
      sendEmpty(call, 204);
    },
  } satisfies Record<string, S3Operation>;
}

/**
 * An object is one file, tags and bytes, so it is written again; its ETag and its time stay. Refused
 * (PreconditionFailed) if the object was overwritten meanwhile.
 */
async function retag(
  store: BucketStore,
  call: S3Call,
  tags: Record<string, string> | undefined,
): Promise<void> {
  const bucket = store.get(call.bucketName);
  const { metadata, handle } = await bucket.open(keyOf(call), namedVersion(call));
  try {
    const bytes = copiedBytes(handle, metadata.size);
    const staged = await store.staging.write(bytes, [], async () => ({ ...metadata, tags }));
    await commitOrDiscard(store.staging, staged, () => {
      bucket.rewrite(staged);
    });
    tellVersion(call, bucket.configuration, metadata);
  } finally {
    await handle.close();
  }
}

function namedVersion(call: S3Call): string | undefined {
  return parseVersionId(call.query.get('versionId'));
}

function tellVersion(call: S3Call, ...version: Parameters<typeof versionHeaders>): void {
  for (const [name, value] of Object.entries(versionHeaders(...version))) {
    call.response.setHeader(name, value);
  }
}
