import * as z from 'zod';
import { kindOf } from '../records/kind-of';
import { fieldName } from '../run/describe-invalid';
import { nearestName } from '../run/nearest-name';
import { InvalidInvokeRequest } from './errors';

/** One text that is sent for an answer. */
export interface InvokeItem {
  /** Its position in the list. */
  readonly index: number;
  /** The caller's own, where it was given. */
  readonly id?: string | number;
  readonly text: string;
  /** Where it stands in the payload, for messages. */
  readonly field: string;
}

/**
 * Texts of one call. Lambda's reply of 6 MiB must hold an error for each at least:
 * 5,000 x (120 bytes + an id of 128 characters, 6 bytes each where they are escaped) = 4.5 MB.
 */
export const MAX_ITEMS = 5000;
const MAX_ID_CHARACTERS = 128;

const textSchema = z
  .string({ error: ({ input }) => notA('a text', input) })
  .refine((text) => text.trim() !== '', 'is blank; valid: a text');

const ID_FAULT = `is not valid; valid: a number, or a text of at most ${MAX_ID_CHARACTERS} characters`;
const idSchema = z.union([z.string().max(MAX_ID_CHARACTERS, ID_FAULT), z.number()], ID_FAULT);

const recordSchema = z.strictObject(
  { id: idSchema.optional(), text: textSchema },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? unknownKey(issue.keys[0] ?? '')
        : notA('an object with text, and id if you like', issue.input),
  },
);

const textsSchema = listOf(textSchema, 'a text or a list of texts');
const recordsSchema = listOf(recordSchema, 'a list of objects');

/**
 * The items of `text_inputs`, a text or a list of texts, or of `records`, a list of `{ id?, text }`.
 * Ids are each given once, since answers are joined by them.
 *
 * @throws InvalidInvokeRequest one sentence that names the field, and never repeats a text or an id
 */
export function readItems(textInputs: unknown, records: unknown): InvokeItem[] {
  if (textInputs !== undefined && records !== undefined) {
    throw new InvalidInvokeRequest('text_inputs and records are both given; valid: one of them');
  }
  if (records !== undefined) return readRecords(records);
  if (textInputs === undefined) {
    throw new InvalidInvokeRequest('text_inputs or records is missing; valid: one of them');
  }
  const isList = typeof textInputs !== 'string';
  const texts = checked(textsSchema, isList ? textInputs : [textInputs], 'text_inputs');
  return texts.map((text, index) => ({
    index,
    text,
    field: isList ? `text_inputs[${index}]` : 'text_inputs',
  }));
}

function readRecords(given: unknown): InvokeItem[] {
  const positions = new Map<string | number, number>();
  return checked(recordsSchema, given, 'records').map(({ id, text }, index) => {
    const item = { index, text, field: `records[${index}].text` };
    if (id === undefined) return item;
    const first = positions.get(id);
    if (first !== undefined) {
      throw new InvalidInvokeRequest(
        `records[${index}].id is that of records[${first}] too; valid: each id once, or none`,
      );
    }
    positions.set(id, index);
    return { ...item, id };
  });
}

function checked<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  field: string,
): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first, ...others] = parsed.error.issues;
  const path = fieldName([field, ...(first?.path ?? [])]);
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  throw new InvalidInvokeRequest(`${path} ${first?.message ?? 'is not valid'}${more}`);
}

function listOf<Entry extends z.ZodType>(entry: Entry, valid: string) {
  return z
    .array(entry, { error: ({ input }) => notA(valid, input) })
    .min(1, 'is empty; valid: 1 entry at least')
    .max(MAX_ITEMS, `has too many entries; valid: at most ${MAX_ITEMS} in one call`);
}

function notA(valid: string, value: unknown): string {
  return `is ${value === undefined ? 'missing' : kindOf(value)}; valid: ${valid}`;
}

function unknownKey(key: string): string {
  const near = nearestName(key, ['id', 'text']);
  const suggestion = near === undefined ? '' : ` Did you mean '${near}'?`;
  return `has an unknown field '${key}'.${suggestion} Valid: id, text.`;
}
