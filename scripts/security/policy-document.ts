import * as z from 'zod';

const oneOrMany = <T extends z.ZodType>(element: T) =>
  z.union([z.array(element), element.transform((one) => [one])]);

/** A policy as a template has it, intrinsics and all. */
export const policyDocumentSchema = z.object({
  Statement: z.array(
    z.object({
      Effect: z.enum(['Allow', 'Deny']),
      Action: oneOrMany(z.string()),
      Resource: oneOrMany(z.unknown()).default([]),
      Principal: z.record(z.string(), z.unknown()).or(z.literal('*')).optional(),
      /** By operator, then by key. */
      Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
    }),
  ),
});

export type PolicyDocument = z.infer<typeof policyDocumentSchema>;
export type PolicyStatement = PolicyDocument['Statement'][number];

/**
 * In Markdown: the key, `is`, its value; several joined by `and`; empty for none.
 * @param text of an intrinsic
 */
export function conditionText(
  { Condition }: PolicyStatement,
  text: (value: unknown) => string,
): string {
  return Object.entries(Condition)
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, value]) => {
        if (operator === 'Null') {
          return `\`${key}\` is ${String(value) === 'false' ? '' : 'not '}given`;
        }
        // ArnEquals allows wildcards, as ArnLike does.
        const verb = /Like|^Arn/.test(operator) ? 'is like' : 'is';
        return `\`${key}\` ${verb} \`${text(value)}\``;
      }),
    )
    .join(' and ');
}
