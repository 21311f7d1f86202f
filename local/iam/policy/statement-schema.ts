import * as z from 'zod';

/** Elements take one value or a list. */
const listOf = <T extends z.ZodType>(one: T) =>
  z.preprocess((value): unknown => (Array.isArray(value) ? value : [value]), z.array(one));

const texts = listOf(z.string()).refine((values) => values.length > 0, 'needs a value');

/** Values of conditions may also be JSON numbers and booleans, which AWS reads as texts. */
const conditionValues = listOf(z.union([z.string(), z.number(), z.boolean()]).transform(String));

const principal = z.union([z.literal('*'), z.record(z.string(), texts)]);

/** All elements of a statement: one that is not known is refused by name. */
export const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: principal.optional(),
  NotPrincipal: principal.optional(),
  Action: texts.optional(),
  NotAction: texts.optional(),
  Resource: texts.optional(),
  NotResource: texts.optional(),
  Condition: z.record(z.string(), z.record(z.string(), conditionValues)).default({}),
});
export type RawStatement = z.infer<typeof statementSchema>;

/** Source: IAM User Guide, "Grammar of the IAM JSON policy language". */
export const documentSchema = z.strictObject({
  Version: z.enum(['2012-10-17', '2008-10-17']).default('2008-10-17'),
  Id: z.string().optional(),
  Statement: listOf(statementSchema),
});
