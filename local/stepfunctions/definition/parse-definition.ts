import validateAsl from 'asl-validator';
import type * as z from 'zod';
import { type AwsError } from '../../gateway/aws-error';
import { JsonataEvaluator } from '../interpreter/jsonata-evaluator';
import { type Json, isJsonObject, parseJson } from '../json';
import { MAX_DEFINITION_BYTES } from '../limits';
import { checkExpressions } from './check-expressions';
import { checkScopes } from './check-scopes';
import { InvalidDefinition, invalidDefinition } from './invalid-definition';
import { machineSchema } from './state-schema';
import { type Machine } from './states';

/** A definition that can be run. */
export interface CompiledMachine {
  readonly definition: Machine;
  /** Holds the definition's expressions, compiled. */
  readonly evaluator: JsonataEvaluator;
}

/**
 * Text of a definition -> what the interpreter runs. Refuses by name, with the place, what the
 * interpreter does not do; then what the Amazon States Language does not allow (asl-validator:
 * missing targets, unreachable ends, ...; it is stricter than AWS in that an Output must be an
 * expression or an object).
 * @throws AwsError InvalidDefinition
 */
export function parseDefinition(text: string): CompiledMachine {
  const machine = compileDefinition(text);
  // The validator writes into what it is given, so it gets a copy of its own.
  const source = parseJson(text);
  const result = validateAsl(isJsonObject(source) ? source : {});
  if (!result.isValid) {
    throw new InvalidDefinition(
      result.errors.map(({ 'Error code': code, Message: message }) => ({
        severity: 'ERROR',
        code,
        message,
      })),
    );
  }
  return machine;
}

/** As `parseDefinition`, without the check of the graph, which takes about 120 ms. */
export function compileDefinition(text: string): CompiledMachine {
  const source = parseText(text);
  const parsed = machineSchema.safeParse(source);
  if (!parsed.success) throw fromSchema(parsed.error, source);
  const evaluator = new JsonataEvaluator();
  checkExpressions(source, evaluator);
  checkScopes(parsed.data);
  return { definition: parsed.data, evaluator };
}

function parseText(text: string): Json {
  if (Buffer.byteLength(text) > MAX_DEFINITION_BYTES) {
    const reason = `A definition has at most ${MAX_DEFINITION_BYTES} bytes`;
    throw invalidDefinition('SCHEMA_VALIDATION_FAILED', reason, []);
  }
  try {
    return parseJson(text);
  } catch (error) {
    throw invalidDefinition('INVALID_JSON_DESCRIPTION', String(error), []);
  }
}

function fromSchema(error: z.ZodError, source: Json): AwsError {
  const issue = error.issues[0];
  if (!issue) return invalidDefinition('SCHEMA_VALIDATION_FAILED', error.message, []);
  const location = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    const [field = ''] = issue.keys;
    const message = `Field '${field}' is not supported`;
    return invalidDefinition('SCHEMA_VALIDATION_FAILED', message, [...location, field]);
  }
  if (issue.code === 'invalid_union' && issue.errors.length === 0) {
    const message = `Value ${JSON.stringify(valueAt(source, location))} is not supported`;
    return invalidDefinition('SCHEMA_VALIDATION_FAILED', message, location);
  }
  return invalidDefinition('SCHEMA_VALIDATION_FAILED', issue.message, location);
}

function valueAt(source: Json, location: readonly (string | number)[]): Json | undefined {
  let value: Json | undefined = source;
  for (const step of location) {
    value = isJsonObject(value) ? value[String(step)] : undefined;
  }
  return value;
}
