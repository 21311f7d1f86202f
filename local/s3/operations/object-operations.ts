import { pipeline } from 'node:stream/promises';
import { type BucketStore } from '../bucket-store';
import { header, keyOf, type S3Call, type S3Operation, sendEmpty } from '../call';
import { checksumHeader } from '../checksums';
import { evaluateRead, notModified, readConditions, writeConditions } from '../conditional';
import { notImplemented } from '../errors';
import { type ObjectEvents } from '../object-events';
import { type OpenObject } from '../object-file';
import { parseRange } from '../range';
import { bodyReader } from '../request-body';
import { commitOrDiscard } from '../staging';
import { encryptionHeaders, objectHeaders, quoteEtag, readStoredHeaders } from '../stored-headers';

/** Chunks of a download. */
const READ_BUFFER_BYTES = 256 * 1024;

/** PutObject, GetObject, HeadObject, DeleteObject. */
export function objectOperations(
  store: BucketStore,
  events: ObjectEvents,
): Record<string, S3Operation> {
  return {
    async PutObject(call) {
      const key = keyOf(call);
      const bucket = store.get(call.bucketName);
      const conditions = writeConditions(call.request.headers);
      const stored = readStoredHeaders(call.request.headers, bucket.configuration);
      const reader = bodyReader(call.request.headers);
      const staged = await store.staging.write(call.request, reader.transforms, async () => {
        const { size, md5, checksum } = await reader.verify();
        return {
          key,
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
      setHeaders(call, { etag: quoteEtag(etag), ...encryptionHeaders(stored) });
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
      const ifMatch = header(call, 'if-match');
      const key = keyOf(call);
      if (store.get(call.bucketName).delete(key, { ifMatch })) events.deleted(call, key);
      sendEmpty(call, 204);
    },
  };
}

async function answerObject(store: BucketStore, call: S3Call, withBody: boolean): Promise<void> {
  if (call.query.has('partNumber')) throw notImplemented('reading one part (partNumber)');
  const object = await store.get(call.bucketName).open(keyOf(call));
  try {
    await sendObject(call, object, withBody);
  } finally {
    await object.handle.close();
  }
}

async function sendObject(call: S3Call, object: OpenObject, withBody: boolean): Promise<void> {
  const { metadata, handle } = object;
  const { response } = call;
  response.setHeader('etag', quoteEtag(metadata.etag));
  const outcome = evaluateRead(readConditions(call.request.headers), metadata);
  if (outcome === 'NotModified') throw notModified();
  const range = parseRange(header(call, 'range'), metadata.size);
  const wantsChecksum = header(call, 'x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
  setHeaders(call, objectHeaders(metadata, wantsChecksum && !range));
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
