import * as z from 'zod';
import { AwsError } from '../../gateway/aws-error';
import { type Bucket } from '../bucket';
import { type BucketStore } from '../bucket-store';
import { type S3Call, type S3Operation, sendXml } from '../call';
import { concernsMarker, type Deletion } from '../deletion';
import { malformedXml } from '../errors';
import { type ObjectEvents } from '../object-events';
import { readDocument } from '../request-body';
import { parseVersionId } from '../version-id';
import { parseXml, type XmlElement } from '../xml';

const entrySchema = z.looseObject({
  Key: z.string().min(1),
  VersionId: z.string().optional(),
  ETag: z.string().optional(),
});
type Entry = z.infer<typeof entrySchema>;

/** Source: S3 API Reference, "DeleteObjects": 1 to 1,000 keys. */
const requestSchema = z.looseObject({
  Object: z.union([z.array(entrySchema).max(1000), entrySchema.transform((entry) => [entry])]),
  Quiet: z.string().optional(),
});

/** @param checkRight throws AccessDenied if the caller may not delete the object */
export function deleteObjects(
  store: BucketStore,
  events: ObjectEvents,
  checkRight: (call: S3Call, key: string, versionId: string | undefined) => void,
): S3Operation {
  return async (call) => {
    const bucket = store.get(call.bucketName);
    const request = requestSchema.safeParse(parseXml(await readDocument(call.request), 'Delete'));
    if (!request.success) throw malformedXml(z.prettifyError(request.error));
    const { Object: entries, Quiet: quiet } = request.data;
    const outcomes = entries.map((entry) =>
      deleteOne(bucket, entry, store.now(), {
        check: (key, versionId) => {
          checkRight(call, key, versionId);
        },
        announce: (key, deletion) => {
          events.deleted(call, key, deletion);
        },
      }),
    );
    const isQuiet = quiet?.trim() === 'true';
    sendXml(call, 'DeleteResult', {
      Deleted: isQuiet ? undefined : outcomes.flatMap(({ deleted }) => deleted ?? []),
      Error: outcomes.flatMap(({ error }) => error ?? []),
    });
  };
}

interface DeletionHooks {
  /** Throws AccessDenied. */
  readonly check: (key: string, versionId: string | undefined) => void;
  readonly announce: (key: string, deletion: Deletion) => void;
}

/** One key's failure is an entry of the answer and keeps no other key from its deletion. */
function deleteOne(
  bucket: Bucket,
  entry: Entry,
  now: number,
  { check, announce }: DeletionHooks,
): { deleted?: XmlElement; error?: XmlElement } {
  const { Key, VersionId, ETag } = entry;
  try {
    const versionId = parseVersionId(VersionId);
    check(Key, versionId);
    const conditions = { ifMatch: ETag };
    const deletion =
      versionId === undefined
        ? bucket.delete(Key, now, conditions)
        : bucket.deleteVersion(Key, versionId, conditions);
    announce(Key, deletion);
    const marker = concernsMarker(deletion)
      ? { DeleteMarker: true, DeleteMarkerVersionId: deletion.versionId }
      : {};
    return { deleted: { Key, VersionId, ...marker } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { error: { Key, VersionId, Code: error.code, Message: error.message } };
  }
}
