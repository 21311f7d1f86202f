import * as z from 'zod';
import { schemaLeaves } from '../../../scripts/schemas/schema-leaves';

const pathsOf = (schema: z.ZodType): string[] => schemaLeaves(schema).map(({ path }) => path);

describe('schemaLeaves', () => {
  it('names fields, elements and the values of records', () => {
    const schema = z.object({
      a: z.string(),
      list: z.array(z.object({ b: z.number() })),
      words: z.array(z.string()),
      byName: z.record(z.string(), z.object({ c: z.boolean() })),
    });
    expect(pathsOf(schema)).toStrictEqual(['a', 'list[].b', 'words[]', 'byName.*.c']);
  });

  it('looks through what may be left out, null or has a default', () => {
    const inner = z.object({ a: z.string().nullable().default(null) });
    expect(pathsOf(z.object({ x: inner.nullable().optional() }))).toStrictEqual(['x.a']);
  });

  it('joins alternatives: what they have in common comes once', () => {
    const one = z.object({ name: z.string(), a: z.string() });
    const two = z.object({ name: z.string(), b: z.string() });
    expect(pathsOf(z.union([one, two]))).toStrictEqual(['name', 'a', 'b']);
  });
});
