import * as z from 'zod';
import { CONTRACT_VERSION } from './plan';

/**
 * What the children of the two maps leave for the parent. An error inside a child of a distributed
 * map would reach the parent only as States.ExceedToleratedFailureThreshold, so a child writes its
 * error here, ends normally, and the next step of the parent raises it by its own name.
 */
const failureSchema = z.strictObject({
  contractVersion: z.literal(CONTRACT_VERSION),
  kind: z.literal('failed'),
  error: z.strictObject({ name: z.string(), message: z.string() }),
});

const rejectionSchema = z.strictObject({
  /** 1-based line of the data set's object. */
  line: z.int().min(1),
  object: z.string(),
  reason: z.string(),
  /** The user's id where it could be read. */
  sourceId: z.unknown().optional(),
});

/** `parts/<part>.json` of prepare-input. read = rejected + submitted. */
export const partOutcomeSchema = z.discriminatedUnion('kind', [
  failureSchema,
  z.strictObject({
    contractVersion: z.literal(CONTRACT_VERSION),
    kind: z.literal('prepared'),
    read: z.int().min(0),
    rejected: z.int().min(0),
    submitted: z.int().min(0),
    /** Submitted records that came with a reference. */
    referenced: z.int().min(0),
    /** Submitted records of each shard, by shard number. */
    shardRecords: z.array(z.int().min(1)),
    /** The first rejections, for messages; all of them are in `rejected/<part>.jsonl`. */
    firstRejections: z.array(rejectionSchema),
  }),
]);

const countSchema = z.int().min(0);

/** `partials/<shard>.json` of score-shard. submitted = scored + unscored + failed + missing. */
export const shardOutcomeSchema = z.discriminatedUnion('kind', [
  failureSchema,
  z.strictObject({
    contractVersion: z.literal(CONTRACT_VERSION),
    kind: z.literal('scored'),
    submitted: countSchema,
    scored: countSchema,
    unscored: countSchema,
    failed: countSchema,
    missing: countSchema,
    /** Of failed and missing: those that have a reference, and would have been scored. */
    unansweredWithReference: countSchema,
    /** Lines of the output that are no answer to a record of the shard: unreadable, repeated or of an unknown id. */
    strayLines: countSchema,
    /** Scored records whose answer, or whose reference, has no tokens under the tokenizer: their score is 0. */
    answersWithoutTokens: countSchema,
    referencesWithoutTokens: countSchema,
    /** Scored records that have the first sentences of their text, for the baselines. */
    baselines: countSchema,
    answerWords: z.strictObject({ sum: countSchema, max: countSchema }),
    /** Answers of at least max_length - 1 words: each word is one token or more, so these were cut. */
    answersSurelyCut: countSchema,
    /** ExactSums of each score column, in the order of `columnNames`. */
    sums: z.array(z.unknown()),
  }),
]);

export type Rejection = z.infer<typeof rejectionSchema>;
export type PartOutcome = z.infer<typeof partOutcomeSchema>;
export type PreparedPart = Extract<PartOutcome, { kind: 'prepared' }>;
export type ShardOutcome = z.infer<typeof shardOutcomeSchema>;
export type ScoredShard = Extract<ShardOutcome, { kind: 'scored' }>;
