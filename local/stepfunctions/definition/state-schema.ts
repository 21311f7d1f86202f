import * as z from 'zod';
import { isJsonObject } from '../json';
import {
  about,
  errorHandling,
  leaving,
  orExpression,
  seconds,
  template,
  variables,
} from './fields';
import { type Flow, type Machine, type State } from './states';

const LAMBDA_INVOKE = 'arn:aws:states:::lambda:invoke';
const FUNCTION_ARN = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/;
const INVOKE_ARGUMENTS = new Set(['FunctionName', 'Payload']);

const task = z
  .strictObject({
    Type: z.literal('Task'),
    ...about,
    ...leaving,
    ...errorHandling,
    Resource: z.string().refine((arn) => arn === LAMBDA_INVOKE || FUNCTION_ARN.test(arn), {
      error: ({ input }) =>
        `Resource ${JSON.stringify(input)} is not supported; valid are ${LAMBDA_INVOKE} and the ARN of a Lambda function`,
    }),
    Arguments: template.optional(),
    TimeoutSeconds: orExpression(seconds(1), 'whole seconds from 1').optional(),
  })
  .superRefine((state, context) => {
    if (state.Resource !== LAMBDA_INVOKE || !isJsonObject(state.Arguments)) return;
    const other = Object.keys(state.Arguments).find((key) => !INVOKE_ARGUMENTS.has(key));
    if (other === undefined) return;
    context.addIssue({
      code: 'custom',
      message: `Argument '${other}' is not supported; valid are ${[...INVOKE_ARGUMENTS].join(', ')}`,
      path: ['Arguments', other],
    });
  });

const choice = z.strictObject({
  Type: z.literal('Choice'),
  ...about,
  Choices: z
    .array(
      z.strictObject({
        Comment: z.string().optional(),
        Condition: orExpression(z.boolean(), 'true, false'),
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
    Seconds: orExpression(seconds(0), 'whole seconds from 0').optional(),
    Timestamp: orExpression(
      z.iso.datetime({ offset: true }),
      'a time such as 2026-11-24T15:00:00Z',
    ).optional(),
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
    Items: orExpression(z.array(template), 'an array').optional(),
    ItemSelector: template.optional(),
    ItemProcessor: z.strictObject({
      Comment: z.string().optional(),
      ProcessorConfig: z
        .discriminatedUnion('Mode', [inlineConfig, distributedConfig])
        .default({ Mode: 'INLINE' }),
      StartAt: z.string(),
      States: z.lazy(() => statesSchema),
    }),
    MaxConcurrency: orExpression(z.int().min(0), 'a whole number from 0').optional(),
    Label: z
      .string()
      .regex(/^[^\s?*<>{}[\]:;,\\|^~$#%&`"\p{Cc}]{1,40}$/u, 'A Label has at most 40 characters')
      .optional(),
    ToleratedFailureCount: orExpression(z.int().min(0), 'a whole number from 0').optional(),
    ToleratedFailurePercentage: orExpression(
      z.number().min(0).max(100),
      'a number from 0 to 100',
    ).optional(),
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
      `QueryLanguage ${JSON.stringify(input ?? 'JSONPath')} is not supported; valid is "JSONata"`,
  }),
  TimeoutSeconds: seconds(1).optional(),
  StartAt: z.string(),
  States: statesSchema,
});
