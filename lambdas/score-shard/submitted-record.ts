import * as z from 'zod';

/** A line of `references/<shard>.jsonl`, written by prepare-input. */
const submittedRecordSchema = z.strictObject({
  /** Ours: the record's position in the data set. */
  id: z.int().min(0),
  /** The user's: any JSON value. */
  sourceId: z.unknown(),
  highlights: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  lead: z.array(z.string()).optional(),
});

export type SubmittedRecord = z.infer<typeof submittedRecordSchema>;

export function readSubmitted(bytes: Buffer): SubmittedRecord[] {
  return bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => submittedRecordSchema.parse(JSON.parse(line)));
}
