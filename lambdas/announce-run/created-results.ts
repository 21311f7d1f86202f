import * as z from 'zod';
import { runOfResultsKey } from '../../domain/run/layout';

/**
 * From the EventBridge rule on new objects. Unlike in S3's own notifications the key is not URL-encoded.
 * Source: S3 user guide, "EventBridge event message structure".
 */
const objectCreatedEvent = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.literal('Object Created'),
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string() }),
  }),
});

/**
 * The run whose results were written, or why the event is none of ours: the rule's wildcard
 * `runs/.../results.json` also lets a user's deeper key of that end through.
 *
 * @throws ZodError when the event is not S3's
 */
export function createdResults(
  event: unknown,
  dataBucket: string,
): { readonly runId: string } | { readonly ignored: string } {
  const { bucket, object } = objectCreatedEvent.parse(event).detail;
  if (bucket.name !== dataBucket) return { ignored: `bucket ${bucket.name} is not ${dataBucket}` };
  const runId = runOfResultsKey(object.key);
  return runId === undefined
    ? { ignored: `key ${object.key} is not runs/RUN_ID/results.json` }
    : { runId };
}
