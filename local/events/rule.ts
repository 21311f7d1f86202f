import * as z from 'zod';
import { AwsError } from '../gateway/aws-error';
import { type EventMatcher, compilePattern } from './event-pattern';
import { compileInput } from './target-input';

export const targetSchema = z.strictObject({
  Id: z.string().min(1).max(64),
  Arn: z.string(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .strictObject({
      InputPathsMap: z.record(z.string(), z.string()).optional(),
      InputTemplate: z.string(),
    })
    .optional(),
  /** Kept: the only delivery that fails here is to a function that is not there, which AWS does not repeat. */
  RetryPolicy: z
    .strictObject({
      MaximumRetryAttempts: z.coerce.number().int().min(0).max(185).optional(),
      MaximumEventAgeInSeconds: z.coerce.number().int().min(60).max(86_400).optional(),
    })
    .optional(),
  DeadLetterConfig: z
    .strictObject({
      Arn: z
        .string()
        .regex(/^arn:aws[a-z-]*:sqs:/, 'is the ARN of an SQS queue')
        .optional(),
    })
    .optional(),
});
export type RuleTarget = z.infer<typeof targetSchema>;

export interface RuleDefinition {
  readonly name: string;
  readonly description: string;
  /** An event pattern in JSON, parsed. */
  readonly pattern: unknown;
  readonly enabled: boolean;
}

export interface Target {
  readonly definition: RuleTarget;
  readonly payloadOf: (event: unknown) => string;
}

export interface Rule extends RuleDefinition {
  readonly matches: EventMatcher;
  readonly targets: Map<string, Target>;
}

/** @throws AwsError InvalidEventPatternException */
export function compileRule(definition: RuleDefinition, targets: Map<string, Target>): Rule {
  return { ...definition, matches: compilePattern(definition.pattern), targets };
}

/** @throws AwsError ValidationException for a target that is no Lambda function */
export function compileTarget(definition: RuleTarget): Target {
  if (!/^arn:aws[a-z-]*:lambda:/.test(definition.Arn)) {
    throw new AwsError(
      'ValidationException',
      `The embedded EventBridge delivers to Lambda functions only, not to ${definition.Arn}`,
    );
  }
  return { definition, payloadOf: compileInput(definition) };
}
