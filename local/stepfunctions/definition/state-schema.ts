import * as z from 'zod';
import { isExpression } from './expression';
import { MAX_DELAY_SECONDS, MAX_SECONDS } from '../limits';
import { type Flow, type Machine, type State } from './states';

const LAMBDA_INVOKE = 'arn:aws:states:::lambda:invoke';
const FUNCTION_ARN = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/;
/** Variables are Unicode identifiers of at most 80 characters; `states` is taken. */
const VARIABLE_NAME = /^(?!states$)[\p{ID_Start}_][\p{ID_Continue}_]{0,79}$/u;

const ALL_IS_LAST = "'States.ALL' must stand alone in its ErrorEquals, and last";

const template = z.json();
const expression = z.string().refine(isExpression, 'Expected an expression {% ... %}');
const variables = z.record(
  z
    .string()
    .regex(VARIABLE_NAME, 'A variable is an identifier of at most 80 characters, and not "states"'),
  template,
);
const names = z.array(z.string()).min(1);
const seconds = (minimum: number) => z.int().min(minimum).max(MAX_SECONDS);

const about = {
  Comment: z.string().optional(),
  QueryLanguage: z.literal('JSONata').optional(),
};
const leaving = {
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
const errorHandling = {
  Retry: z.array(retrier).refine(allIsLast, ALL_IS_LAST).default([]),
  Catch: z.array(catcher).refine(allIsLast, ALL_IS_LAST).default([]),
};

const task = z.strictObject({
  Type: z.literal('Task'),
  ...about,
  ...leaving,
  ...errorHandling,
  Resource: z.string().refine((arn) => arn === LAMBDA_INVOKE || FUNCTION_ARN.test(arn), {
    error: ({ input }) =>
      `Resource '${String(input)}' is not supported; valid are ${LAMBDA_INVOKE} and the ARN of a Lambda function`,
  }),
  Arguments: template.optional(),
  TimeoutSeconds: z.union([seconds(1), expression]).optional(),
});

const choice = z.strictObject({
  Type: z.literal('Choice'),
  ...about,
  Choices: z
    .array(
      z.strictObject({
        Comment: z.string().optional(),
        Condition: z.union([z.boolean(), expression]),
        Next: z.string(),
        Output: template.optional(),
        Assign: variables.optional(),
      }),
    )
    .min(1),
  Default: z.string().optional(),
  Output: template.optional(),
  Assign: variables.optional(),
});

const wait = z
  .strictObject({
    Type: z.literal('Wait'),
    ...about,
    ...leaving,
    Seconds: z.union([seconds(0), expression]).optional(),
    Timestamp: z.union([z.iso.datetime({ offset: true }), expression]).optional(),
  })
  .refine((state) => (state.Seconds === undefined) !== (state.Timestamp === undefined), {
    error: 'A Wait state has either Seconds or Timestamp',
  });

const parallel = z.strictObject({
  Type: z.literal('Parallel'),
  ...about,
  ...leaving,
  ...errorHandling,
  Branches: z.array(z.lazy(() => flowSchema)).min(1),
  Arguments: template.optional(),
});

const inlineConfig = z.strictObject({ Mode: z.literal('INLINE') });
const distributedConfig = z.strictObject({
  Mode: z.literal('DISTRIBUTED'),
  ExecutionType: z.literal('STANDARD', 'ExecutionType EXPRESS is not supported; valid is STANDARD'),
});

const map = z
  .strictObject({
    Type: z.literal('Map'),
    ...about,
    ...leaving,
    ...errorHandling,
    Items: z.union([z.array(template), expression]).optional(),
    ItemSelector: template.optional(),
    ItemProcessor: z.strictObject({
      Comment: z.string().optional(),
      ProcessorConfig: z
        .discriminatedUnion('Mode', [inlineConfig, distributedConfig])
        .default({ Mode: 'INLINE' }),
      StartAt: z.string(),
      States: z.lazy(() => statesSchema),
    }),
    MaxConcurrency: z.union([z.int().min(0), expression]).optional(),
    Label: z
      .string()
      .regex(/^[^\s?*<>{}[\]:;,\\|^~$#%&`"\p{Cc}]{1,40}$/u, 'A Label has at most 40 characters')
      .optional(),
    ToleratedFailureCount: z.union([z.int().min(0), expression]).optional(),
    ToleratedFailurePercentage: z.union([z.number().min(0).max(100), expression]).optional(),
  })
  .refine(
    (state) =>
      state.ItemProcessor.ProcessorConfig.Mode === 'DISTRIBUTED' ||
      (state.Label ?? state.ToleratedFailureCount ?? state.ToleratedFailurePercentage) ===
        undefined,
    'Label, ToleratedFailureCount and ToleratedFailurePercentage belong to a DISTRIBUTED Map',
  );

const stateSchema: z.ZodType<State> = z.discriminatedUnion('Type', [
  z.strictObject({ Type: z.literal('Pass'), ...about, ...leaving }),
  task,
  choice,
  wait,
  z.strictObject({ Type: z.literal('Succeed'), ...about, Output: template.optional() }),
  z.strictObject({
    Type: z.literal('Fail'),
    ...about,
    Error: z.string().optional(),
    Cause: z.string().optional(),
  }),
  parallel,
  map,
]);

const statesSchema = z.record(z.string().min(1).max(80), stateSchema);

const flowSchema: z.ZodType<Flow> = z.strictObject({
  Comment: z.string().optional(),
  StartAt: z.string(),
  States: statesSchema,
});

/** Accepts exactly what the interpreter does; everything else is refused by its name. */
export const machineSchema: z.ZodType<Machine> = z.strictObject({
  Comment: z.string().optional(),
  Version: z.literal('1.0').optional(),
  QueryLanguage: z.literal('JSONata', {
    error: ({ input }) =>
      `QueryLanguage '${String(input ?? 'JSONPath')}' is not supported; valid is JSONata`,
  }),
  TimeoutSeconds: seconds(1).optional(),
  StartAt: z.string(),
  States: statesSchema,
});

function allIsLast(handlers: readonly { readonly ErrorEquals: readonly string[] }[]): boolean {
  return handlers.every(
    ({ ErrorEquals }, index) =>
      !ErrorEquals.includes('States.ALL') ||
      (ErrorEquals.length === 1 && index === handlers.length - 1),
  );
}
