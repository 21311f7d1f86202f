import * as z from 'zod';

/** A field that holds a value and no further fields. */
export interface SchemaLeaf {
  /** `models[].environment.*`: `[]` is any element of a list, `*` any name of a record. */
  readonly path: string;
  /** The value of a field that is left out; undefined when it is simply missing. */
  readonly presence: 'required' | { readonly default: unknown };
}

/** Every leaf of a schema, in its order; what several alternatives have in common comes once. */
export function schemaLeaves(schema: z.core.$ZodType, path = ''): SchemaLeaf[] {
  const { inner, presence } = unwrap(schema);
  if (inner instanceof z.ZodUnion) {
    const leaves = inner.options.flatMap((option) => schemaLeaves(option, path));
    return leaves.filter(
      (leaf, index) => index === leaves.findIndex((other) => other.path === leaf.path),
    );
  }
  if (inner instanceof z.ZodArray) return schemaLeaves(inner.element, `${path}[]`);
  if (inner instanceof z.ZodRecord) return schemaLeaves(inner.valueType, joined(path, '*'));
  if (inner instanceof z.ZodObject) {
    const fields = Object.entries<z.core.$ZodType>(inner.shape);
    return fields.flatMap(([name, field]) => schemaLeaves(field, joined(path, name)));
  }
  return [{ path, presence }];
}

function unwrap(schema: z.core.$ZodType): {
  inner: z.core.$ZodType;
  presence: SchemaLeaf['presence'];
} {
  if (schema instanceof z.ZodDefault) {
    return { ...unwrap(schema.unwrap()), presence: { default: schema.def.defaultValue } };
  }
  if (schema instanceof z.ZodOptional) {
    return { ...unwrap(schema.unwrap()), presence: { default: undefined } };
  }
  if (schema instanceof z.ZodNullable) return unwrap(schema.unwrap());
  return { inner: schema, presence: 'required' };
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
