import { pipeline } from 'node:stream/promises';
import { type Bucket } from '../bucket';
import { type BucketStore } from '../bucket-store';
import { header, keyOf, type S3Call, type S3Operation, sendEmpty } from '../call';
import { checksumHeader } from '../checksums';
import { evaluateRead, notModified, readConditions, writeConditions } from '../conditional';
import { deletionHeaders } from '../deletion';
import { notImplemented } from '../errors';
import { type ObjectEvents } from '../object-events';
import { type OpenObject } from '../object-file';
import { parseRange } from '../range';
import { bodyReader } from '../request-body';
import { commitOrDiscard } from '../staging';
import { encryptionHeaders, objectHeaders, quoteEtag, readStoredHeaders } from '../stored-headers';
import { newVersionId, parseVersionId, versionHeaders } from '../version-id';

/** Chunks of a download. */
const READ_BUFFER_BYTES = 256 * 1024;

/** PutObject, GetObject, HeadObject, DeleteObject. */
export function objectOperations(store: BucketStore, events: ObjectEvents) {
  return {
    async PutObject(call) {
      const key = keyOf(call);
      const bucket = store.get(call.bucketName);
      const conditions = writeConditions(call.request.headers);
      const stored = readStoredHeaders(call.request.headers, bucket.configuration);
      call.useKey({ bucketName: call.bucketName, key, ...stored }, 'GenerateDataKey');
      const reader = bodyReader(call.request.headers);
      const staged = await store.staging.write(call.request, reader.transforms, async () => {
        const { size, md5, checksum } = await reader.verify();
        return {
          key,
          versionId: newVersionId(bucket.configuration),
          size,
          etag: md5,
          lastModified: store.now(),
          ...stored,
          checksum: checksum && { ...checksum, type: 'FULL_OBJECT' },
        };
      });
      await commitOrDiscard(store.staging, staged, () => {
        bucket.commit(staged, conditions);
      });
      events.created(call, staged.metadata, 'PutObject');
      const { etag, checksum } = staged.metadata;
      setHeaders(call, {
        etag: quoteEtag(etag),
        ...encryptionHeaders(stored),
        ...versionHeaders(bucket.configuration, staged.metadata),
      });
      if (checksum) {
        setHeaders(call, {
          [checksumHeader(checksum.algorithm)]: checksum.value,
          'x-amz-checksum-type': checksum.type,
        });
      }
      sendEmpty(call);
    },

    async GetObject(call) {
      await answerObject(store, call, true);
    },

    async HeadObject(call) {
      await answerObject(store, call, false);
    },

    async DeleteObject(call) {
      const conditions = { ifMatch: header(call, 'if-match') };
      const key = keyOf(call);
      const bucket = store.get(call.bucketName);
      const versionId = parseVersionId(call.query.get('versionId'));
      const deletion =
        versionId === undefined
          ? bucket.delete(key, store.now(), conditions)
          : bucket.deleteVersion(key, versionId, conditions);
      events.deleted(call, key, deletion);
      setHeaders(call, deletionHeaders(deletion));
      sendEmpty(call, 204);
    },
  } satisfies Record<string, S3Operation>;
}

async function answerObject(store: BucketStore, call: S3Call, withBody: boolean): Promise<void> {
  if (call.query.has('partNumber')) throw notImplemented('reading one part (partNumber)');
  const bucket = store.get(call.bucketName);
  const versionId = parseVersionId(call.query.get('versionId'));
  tellOfMarker(call, bucket, versionId);
  const object = await bucket.open(keyOf(call), versionId);
  try {
    // Of an encrypted object the checksum is encrypted, too. Source: API Reference, HeadObject.
    if (withBody || wantsChecksum(call)) {
      call.useKey({ bucketName: call.bucketName, ...object.metadata }, 'Decrypt');
    }
    setHeaders(call, versionHeaders(bucket.configuration, object.metadata));
    await sendObject(call, object, withBody);
  } finally {
    await object.handle.close();
  }
}

/** The error's answer says that it comes from a delete marker. Source: S3 User Guide, "Working with delete markers". */
function tellOfMarker(call: S3Call, bucket: Bucket, versionId: string | undefined): void {
  const marker = bucket.markerAt(keyOf(call), versionId);
  if (!marker) return;
  setHeaders(call, { 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker.versionId });
  if (versionId === undefined) return;
  const summary = bucket.versionSummary(keyOf(call), versionId);
  if (summary) setHeaders(call, { 'last-modified': new Date(summary.lastModified).toUTCString() });
}

async function sendObject(call: S3Call, object: OpenObject, withBody: boolean): Promise<void> {
  const { metadata, handle } = object;
  const { response } = call;
  response.setHeader('etag', quoteEtag(metadata.etag));
  const outcome = evaluateRead(readConditions(call.request.headers), metadata);
  if (outcome === 'NotModified') throw notModified();
  const range = parseRange(header(call, 'range'), metadata.size);
  setHeaders(call, objectHeaders(metadata, wantsChecksum(call) && !range));
  setHeaders(call, overrides(call));
  const { first, last } = range ?? { first: 0, last: metadata.size - 1 };
  response.setHeader('content-length', last - first + 1);
  if (range) {
    response.statusCode = 206;
    response.setHeader('content-range', `bytes ${first}-${last}/${metadata.size}`);
  }
  if (!withBody || last < first) {
    response.end();
    return;
  }
  const source = handle.createReadStream({
    start: first,
    end: last,
    highWaterMark: READ_BUFFER_BYTES,
  });
  await pipeline(source, response);
}

function wantsChecksum(call: S3Call): boolean {
  return header(call, 'x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
}

/** `response-content-type` and the like of the query, for links that a browser opens. */
function overrides(call: S3Call): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of call.query) {
    const overridden = /^response-(cache-control|content-[a-z]+|expires)$/.exec(name)?.[1];
    if (overridden !== undefined) headers[overridden] = value;
  }
  return headers;
}

function setHeaders(call: S3Call, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) call.response.setHeader(name, value);
}
