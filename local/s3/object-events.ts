import { type EmitEvent } from '../events/event';
import { type BucketStore } from './bucket-store';
import { type S3Call } from './call';
import { type Deletion } from './deletion';
import { type ObjectMetadata } from './object-metadata';
import { createSequencer } from './sequencer';

/** Tells EventBridge what became of objects, for the buckets that are set to do so. */
export interface ObjectEvents {
  /** To be called when the object can be read, once for each. */
  created(call: S3Call, object: ObjectMetadata, reason: CreationReason): void;
  /** To be called when the object is gone or hidden; a deletion of nothing makes no event. */
  deleted(call: S3Call, key: string, deletion: Deletion): void;
}

export type CreationReason = 'PutObject' | 'CopyObject' | 'CompleteMultipartUpload';

/**
 * Emits `Object Created` and `Object Deleted` of source `aws.s3`. Keys go in as they are, not URL
 * encoded; a version-id stands in the events of buckets with versions.
 * Source: S3 User Guide, "EventBridge event message structure".
 */
export function objectEvents(store: BucketStore, emit: EmitEvent): ObjectEvents {
  const nextSequencer = createSequencer(() => store.now());

  const send = (call: S3Call, detailType: string, object: object, rest: object): void => {
    const { bucketName, context, request } = call;
    // The answer is due whatever becomes of the event, also when the bucket has just been deleted.
    if (!store.has(bucketName) || !store.get(bucketName).configuration.eventBridge) return;
    emit({
      source: 'aws.s3',
      detailType,
      resources: [`arn:aws:s3:::${bucketName}`],
      detail: {
        version: '0',
        bucket: { name: bucketName },
        object: { ...object, sequencer: nextSequencer() },
        'request-id': context.requestId,
        requester: context.accountId,
        'source-ip-address': request.socket.remoteAddress,
        ...rest,
      },
    });
  };

  return {
    created(call, { key, size, etag, versionId }, reason) {
      const object = {
        key,
        size,
        etag,
        ...(versionId !== undefined && { 'version-id': versionId }),
      };
      send(call, 'Object Created', object, { reason });
    },
    deleted(call, key, deletion) {
      if (deletion.kind === 'nothing') return;
      const { versionId } = deletion;
      const type = deletion.kind === 'marked' ? 'Delete Marker Created' : 'Permanently Deleted';
      send(
        call,
        'Object Deleted',
        { key, ...(versionId !== undefined && { 'version-id': versionId }) },
        { reason: 'DeleteObject', 'deletion-type': type },
      );
    },
  };
}
