import type * as z from 'zod';

/** How a value is written as JSON, and made of it again. */
export interface Format<Value, Stored> {
  /** Checks what is read from the disk. */
  readonly schema: z.ZodType<Stored>;
  readonly write: (value: Value) => Stored;
  readonly read: (stored: Stored, key: string) => Value;
}

/** For values that are JSON already. */
export function asItIs<Value>(schema: z.ZodType<Value>): Format<Value, Value> {
  return { schema, write: (value) => value, read: (stored) => stored };
}
