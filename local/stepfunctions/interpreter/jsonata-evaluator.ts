import jsonata from 'jsonata';
import { type Json } from '../json';
import { MAX_EXPRESSION_DEPTH, MAX_EXPRESSION_MILLISECONDS } from '../limits';
import { intrinsicFunctions } from './intrinsic-functions';
import { toJson } from './to-json';

/** An expression gave nothing, the wrong type, or threw. The message is AWS's, without the state. */
export class EvaluationError extends Error {
  constructor(
    message: string,
    /** Where in the state, e.g. `Arguments/Payload/ids[0]`. */
    readonly field: string,
  ) {
    super(message);
    this.name = 'EvaluationError';
  }
}

/** JSONata as Step Functions has it: no context item, `$eval` taken away, six functions added. */
export class JsonataEvaluator {
  readonly #compiled = new Map<string, jsonata.Expression>();

  /** Throws what JSONata's parser throws: an object with `message`. */
  compile(source: string): jsonata.Expression {
    const known = this.#compiled.get(source);
    if (known) return known;
    const expression = jsonata(source, {
      stack: MAX_EXPRESSION_DEPTH,
      timeout: MAX_EXPRESSION_MILLISECONDS,
    });
    expression.assign('eval', undefined);
    for (const [name, { call, signature }] of Object.entries(intrinsicFunctions)) {
      expression.registerFunction(name, call, signature);
    }
    this.#compiled.set(source, expression);
    return expression;
  }

  /**
   * @param field where the expression stands, for messages
   * @param variables without the `$`
   * @throws EvaluationError
   */
  async evaluate(
    source: string,
    field: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<Json> {
    const subject = `The JSONata expression '${source}' specified for the field '${field}'`;
    let result: Json | undefined;
    try {
      result = toJson(await this.compile(source).evaluate(undefined, variables));
    } catch (error) {
      throw new EvaluationError(
        `${subject} threw an error during evaluation. ${describeJsonataError(error)}`,
        field,
      );
    }
    if (result === undefined) {
      throw new EvaluationError(`${subject} returned nothing (undefined).`, field);
    }
    return result;
  }
}

/** JSONata throws plain objects `{code, message}`; its functions may throw anything. */
export function describeJsonataError(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : '';
  return `${code}${String(error.message)}`;
}
