import * as z from 'zod';
import { findHyperParameterFault } from './hyper-parameters';

/**
 * The execution input: what a person pastes into the console. Each field may be left out; the
 * preset that it names fills it, then the deployment's defaults. Unknown fields are refused, since
 * a misspelt one would otherwise run something else than was meant. `docs/execution-input.md`
 * explains each field.
 */

/** `s3://bucket/key`, or a key in the data bucket. */
const objectUri = z
  .string()
  .regex(
    /^(s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/)?(?!s3:)[^/](.*[^/])?$/,
    'one object as s3://bucket/key, or its key in the data bucket',
  );
const columnName = z.string().min(1);

const referencesSchema = z.strictObject({
  uri: objectUri,
  idColumn: columnName.default('id'),
  referenceColumn: columnName.default('highlights'),
});

const datasetSchema = z.strictObject({
  uri: objectUri,
  /** `jsonl`: one object a line, any columns. `prepared`: lines with `id` and `text_inputs`, ready for the container. */
  format: z.enum(['jsonl', 'prepared']),
  /** The text itself, for the baselines lead-1 and lead-3. Not used by `prepared`. */
  inputColumn: columnName,
  /** References in the data set: a string or a list of strings. Null: none here. */
  referenceColumn: columnName.nullable(),
  /** The user's id, any JSON value; kept as `sourceId`. Null: the record's position. */
  idColumn: columnName.nullable(),
  hyperParametersColumn: columnName.nullable(),
  references: referencesSchema.nullable(),
  /** Only the first so many records are read. */
  limit: z.int().min(1).nullable(),
});

const hyperParametersSchema = z.record(z.string(), z.unknown()).superRefine((value, context) => {
  const fault = findHyperParameterFault(value);
  if (fault !== undefined) {
    context.addIssue({ code: 'custom', path: [fault.name], message: fault.message });
  }
});

const transformSchema = z.strictObject({
  instanceType: z
    .string()
    .regex(/^ml\.[a-z0-9-]+\.[a-z0-9]+$/, 'an instance type such as ml.g5.2xlarge'),
  instanceCount: z.int().min(1).max(100),
  maxPayloadInMB: z.int().min(1).max(100),
  maxConcurrentTransforms: z.int().min(1).max(100),
  batchStrategy: z.enum(['MultiRecord', 'SingleRecord']),
  maxRuntimeHours: z.number().positive().max(240),
});

/** The metrics that a run may report; the scorer knows rouge3 .. rouge9 too. */
export const RUN_ROUGE_TYPES = ['rouge1', 'rouge2', 'rougeL', 'rougeLsum'] as const;
export type RougeTypeName = (typeof RUN_ROUGE_TYPES)[number];

const rougeSchema = z.strictObject({
  /** Each once: the score columns are laid out by this list. */
  types: z
    .array(z.enum(RUN_ROUGE_TYPES))
    .min(1)
    .refine((types) => new Set(types).size === types.length, 'valid: each type once'),
  useStemmer: z.boolean(),
  tokenizer: z.enum(['default', 'unicode']),
  /** numpy's seed for the bootstrap, 0 .. 2^32 - 1. */
  seed: z.int().min(0).max(4_294_967_295),
});

/** A run's settings when nothing is left open. */
export const runSettingsSchema = z.strictObject({
  dataset: datasetSchema,
  /** Text with `{column}` placeholders; `{{` and `}}` are braces. Not used by `prepared`. */
  prompt: z.string().min(1),
  /** Name of a deployed model. */
  model: z.string().min(1),
  /** For the whole job; null: each record carries its own, from `hyperParametersColumn`. */
  hyperParameters: hyperParametersSchema.nullable(),
  transform: transformSchema,
  rouge: rougeSchema,
});

/** What a preset may say: any part of the settings, and any part of `dataset`, `transform` and `rouge`. */
export const presetInputSchema = z
  .strictObject({
    ...runSettingsSchema.shape,
    dataset: datasetSchema.partial(),
    transform: transformSchema.partial(),
    rouge: rougeSchema.partial(),
  })
  .partial();

/** 1 to 256 characters. One key, one run: `domain/run/idempotency.ts`. */
export const idempotencyKeySchema = z.string().min(1).max(256);

/** The input as a person writes it: everything is optional. */
export const runRequestSchema = z.strictObject({
  /** Name of one of the deployment's presets: it fills what the input leaves open. */
  preset: z.string().optional(),
  ...presetInputSchema.shape,
  idempotencyKey: idempotencyKeySchema.optional(),
});

/** The deployment's defaults (`runDefaults` in `config/`): complete, but for a data set that may be left to the input. */
export const runDefaultsSchema = z.strictObject({
  ...runSettingsSchema.shape,
  dataset: datasetSchema.extend({ uri: objectUri.nullable() }),
});

export type RunSettings = z.infer<typeof runSettingsSchema>;
export type PresetInput = z.infer<typeof presetInputSchema>;
export type RunRequest = z.infer<typeof runRequestSchema>;
export type RunDefaults = z.infer<typeof runDefaultsSchema>;

/** The fields that an object of the input may have, for messages about unknown ones. */
export function requestFields(path: readonly PropertyKey[]): readonly string[] {
  const [first, second] = path;
  const shapes: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    '': runRequestSchema.shape,
    dataset: datasetSchema.shape,
    'dataset.references': referencesSchema.shape,
    transform: transformSchema.shape,
    rouge: rougeSchema.shape,
  };
  return Object.keys(shapes[[first, second].filter((part) => part !== undefined).join('.')] ?? {});
}
