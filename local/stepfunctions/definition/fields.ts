import * as z from 'zod';
import { MAX_DELAY_SECONDS, MAX_SECONDS } from '../limits';
import { isExpression } from './expression';

/** Variables are Unicode identifiers of at most 80 characters; `states` is taken. */
const VARIABLE_NAME = /^(?!states$)[\p{ID_Start}_][\p{ID_Continue}_]{0,79}$/u;

const ALL_IS_LAST = "'States.ALL' must stand alone in its ErrorEquals, and last";

/** JSON whose strings may be expressions. */
export const template = z.json();
// Aborting, so that a union says what it expects and not what its last option missed.
const expression = z.string().refine(isExpression, { abort: true });
export const variables = z.record(
  z
    .string()
    .regex(VARIABLE_NAME, 'A variable is an identifier of at most 80 characters, and not "states"'),
  template,
);

/** A literal, or an expression that gives one when the state runs. */
export function orExpression<T extends z.ZodType>(literal: T, what: string) {
  const error = `Expected ${what} or an expression {% ... %}`;
  return z.union([literal, expression], { error });
}

const names = z.array(z.string()).min(1);
export const seconds = (minimum: number) => z.int().min(minimum).max(MAX_SECONDS);

export const about = {
  Comment: z.string().optional(),
  QueryLanguage: z.literal('JSONata').optional(),
};
export const leaving = {
  Next: z.string().optional(),
  End: z.boolean().optional(),
  Output: template.optional(),
  Assign: variables.optional(),
};

const retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: names,
  IntervalSeconds: seconds(1).default(1),
  BackoffRate: z.number().min(1).default(2),
  MaxAttempts: z.int().min(0).max(MAX_SECONDS).default(3),
  MaxDelaySeconds: z.int().min(1).max(MAX_DELAY_SECONDS).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
});
const catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: names,
  Next: z.string(),
  Output: template.optional(),
  Assign: variables.optional(),
});
export const errorHandling = {
  Retry: z.array(retrier).refine(allIsLast, ALL_IS_LAST).default([]),
  Catch: z.array(catcher).refine(allIsLast, ALL_IS_LAST).default([]),
};

function allIsLast(handlers: readonly { readonly ErrorEquals: readonly string[] }[]): boolean {
  return handlers.every(
    ({ ErrorEquals }, index) =>
      !ErrorEquals.includes('States.ALL') ||
      (ErrorEquals.length === 1 && index === handlers.length - 1),
  );
}
