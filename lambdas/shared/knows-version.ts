import * as z from 'zod';

/**
 * Whether a schema, or one of a union's alternatives, has the contract version that a file names. A
 * union must be asked like this: of a file of another version it may report an unknown alternative
 * first, and nothing else.
 */
export function knowsVersion(schema: z.ZodType, version: unknown): boolean {
  if (schema instanceof z.ZodDiscriminatedUnion) {
    return schema.options.some(
      (option) => option instanceof z.ZodType && knowsVersion(option, version),
    );
  }
  if (!(schema instanceof z.ZodObject)) return true;
  const field: unknown = schema.shape.contractVersion;
  return !(field instanceof z.ZodType) || field.safeParse(version).success;
}
