import * as z from 'zod';

/** A field that holds a value and no further fields. */
export interface SchemaLeaf {
  /** `models[].environment.*`: `[]` is any element of a list, `*` any name of a record. */
  readonly path: string;
  readonly schema: z.core.$ZodType;
}

/** Every leaf of a schema, in its order; what several alternatives have in common comes once. */
export function schemaLeaves(schema: z.core.$ZodType, path = ''): SchemaLeaf[] {
  const unwrapped = unwrap(schema);
  if (unwrapped instanceof z.ZodUnion) {
    const leaves = unwrapped.options.flatMap((option) => schemaLeaves(option, path));
    return leaves.filter(
      (leaf, index) => index === leaves.findIndex((other) => other.path === leaf.path),
    );
  }
  if (unwrapped instanceof z.ZodArray) return schemaLeaves(unwrapped.element, `${path}[]`);
  if (unwrapped instanceof z.ZodRecord) return schemaLeaves(unwrapped.valueType, joined(path, '*'));
  if (unwrapped instanceof z.ZodObject) {
    const fields = Object.entries<z.core.$ZodType>(unwrapped.shape);
    return fields.flatMap(([name, field]) => schemaLeaves(field, joined(path, name)));
  }
  return [{ path, schema: unwrapped }];
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
    ? unwrap(schema.unwrap())
    : schema;
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
