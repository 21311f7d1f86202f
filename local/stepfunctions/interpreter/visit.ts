import { expressionSource, isExpression } from '../definition/expression';
import { type Json, type JsonObject, jsonTypeOf } from '../json';
import { ErrorName, StateError } from './errors';
import { EvaluationError } from './jsonata-evaluator';
import { type Payload } from './payload';
import { evaluateTemplate } from './template';
import { type BegunMap, type BegunParallel } from './position';
import { type Thread } from './thread';

/** What `$states` holds beside input and context, where it exists. */
export interface StateValues {
  readonly result?: Json;
  readonly errorOutput?: Json;
  /** `$states.context.Map`, for an item selector. */
  readonly mapContext?: JsonObject;
}

/** One visit to a state: from its entry to its exit, over all retries. */
export class Visit {
  /** Only of states that can be retried, as in AWS. */
  retryCount: number | undefined;

  constructor(
    readonly name: string,
    readonly input: Payload,
    readonly thread: Thread,
    readonly enteredEventId: number,
    /** Epoch milliseconds. */
    private readonly enteredAt: number,
  ) {}

  /** What an attempt of this Parallel or Map has begun; undefined when it shall begin anew. */
  get begun(): BegunMap | BegunParallel | undefined {
    return this.thread.position?.begun;
  }

  begin<T extends BegunMap | BegunParallel>(begun: T): T {
    if (this.thread.position) this.thread.position.begun = begun;
    return begun;
  }

  /** Another attempt begins anew. */
  forgetBegun(): void {
    delete this.thread.position?.begun;
  }

  /**
   * A field of the state, its expressions evaluated.
   * @throws StateError States.QueryEvaluationError, after recording EvaluationFailed
   */
  async evaluate(template: Json, field: string, values: StateValues = {}): Promise<Json> {
    const { evaluator } = this.thread.run;
    try {
      return await evaluateTemplate(evaluator, template, field, this.variables(values));
    } catch (error) {
      throw error instanceof EvaluationError ? this.evaluationFailed(error) : error;
    }
  }

  /** As `evaluate`, for a field that must come out as one JSON type. */
  async evaluateAs<T extends Json>(
    template: Json,
    field: string,
    type: string,
    accepts: (value: Json) => value is T,
    values?: StateValues,
  ): Promise<T> {
    const value = await this.evaluate(template, field, values);
    if (accepts(value)) return value;
    const subject =
      typeof template === 'string' && isExpression(template)
        ? `The JSONata expression '${expressionSource(template)}' specified for the field '${field}' returned an unexpected result type.`
        : `The field '${field}' has an unexpected type.`;
    const text = `${subject} Expected '${type}', but was '${jsonTypeOf(value)}' for value: ${JSON.stringify(value)}`;
    throw this.evaluationFailed(new EvaluationError(text, field));
  }

  /** A whole number between the bounds. */
  async evaluateInteger(template: Json, field: string, min: number, max: number): Promise<number> {
    const value = await this.evaluateAs(template, field, 'number', isNumber);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    const text = `The field '${field}' must be a whole number from ${min} to ${max}, but was ${value}`;
    throw this.evaluationFailed(new EvaluationError(text, field));
  }

  /** An error of this state, its cause introduced as AWS does. */
  error(name: string, text: string): StateError {
    return new StateError(
      name,
      `An error occurred while executing the state '${this.name}' (entered at the event id #${this.enteredEventId}). ${text}`,
    );
  }

  /** @throws StateError States.DataLimitExceeded over 256 KiB */
  checkSize(payload: Payload): void {
    if (payload.exceedsLimit) throw dataLimitExceeded(this.name);
  }

  private evaluationFailed({ message, field }: EvaluationError): StateError {
    const error = this.error(ErrorName.queryEvaluation, message);
    this.thread.record('EvaluationFailed', {
      evaluationFailedEventDetails: {
        error: error.error,
        cause: error.causeText,
        location: field,
        state: this.name,
      },
    });
    return error;
  }

  private variables({ mapContext, ...values }: StateValues): Record<string, unknown> {
    const { run, scope } = this.thread;
    const map = mapContext ?? this.thread.mapContext;
    const context = {
      ...run.context,
      State: {
        Name: this.name,
        EnteredTime: new Date(this.enteredAt).toISOString(),
        ...(this.retryCount !== undefined && { RetryCount: this.retryCount }),
      },
      ...(map && { Map: map }),
    };
    return { ...scope.values(), states: { input: this.input.value, ...values, context } };
  }
}

/** `subject` is the state's name or, for a task's result, the resource's type. */
export function dataLimitExceeded(subject: string): StateError {
  return new StateError(
    ErrorName.dataLimitExceeded,
    `The state/task '${subject}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}

export function isNumber(value: Json): value is number {
  return typeof value === 'number';
}

export function isString(value: Json): value is string {
  return typeof value === 'string';
}
