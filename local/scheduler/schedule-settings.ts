import * as z from 'zod';
import { checkTarget } from './supported-targets';

/** Names of schedules and of groups. */
export const scheduleName = z
  .string()
  .regex(/^[0-9a-zA-Z-_.]{1,64}$/, "1 to 64 letters, digits, '-', '_' or '.'");

/** Seconds since the epoch in the API, ISO 8601 in a template; kept in milliseconds. */
const date = z.union([
  z.number().transform((seconds) => Math.round(seconds * 1000)),
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
]);

const flexibleTimeWindow = z.discriminatedUnion('Mode', [
  z.strictObject({ Mode: z.literal('OFF') }),
  z.strictObject({
    Mode: z.literal('FLEXIBLE'),
    MaximumWindowInMinutes: z.int().min(1).max(1440),
  }),
]);

/** What is not given is tried again for a day, 185 times at most. */
const retryPolicy = z.strictObject({
  MaximumEventAgeInSeconds: z.int().min(60).max(86_400).default(86_400),
  MaximumRetryAttempts: z.int().min(0).max(185).default(185),
});

const target = z.strictObject({
  Arn: z.string().superRefine(checkTarget),
  RoleArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, "a role's ARN, arn:aws:iam::ACCOUNT:role/NAME"),
  Input: z.string().min(1).refine(isJson, 'well-formed JSON for this target').optional(),
  RetryPolicy: retryPolicy.prefault({}),
  DeadLetterConfig: z
    .strictObject({
      Arn: z
        .string()
        .regex(/^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[a-zA-Z0-9-_]+$/, 'a standard SQS queue')
        .optional(),
    })
    .optional(),
});

/**
 * A schedule less its name and group. An update sets all of it: what is left out falls back to its
 * default. Source: EventBridge Scheduler API Reference, CreateSchedule and UpdateSchedule.
 */
export const scheduleSettings = z.strictObject({
  ScheduleExpression: z.string().min(1).max(256),
  ScheduleExpressionTimezone: z.string().min(1).max(50).default('UTC'),
  StartDate: date.optional(),
  EndDate: date.optional(),
  FlexibleTimeWindow: flexibleTimeWindow,
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  ActionAfterCompletion: z.enum(['NONE', 'DELETE']).default('NONE'),
  Description: z.string().max(512).optional(),
  /** Kept: nothing here is encrypted at rest. */
  KmsKeyArn: z.string().optional(),
  Target: target,
});
export type ScheduleSettings = z.infer<typeof scheduleSettings>;
export type RetryPolicy = z.infer<typeof retryPolicy>;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
