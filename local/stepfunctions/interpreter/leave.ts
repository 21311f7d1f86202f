import { type Template } from '../definition/states';
import { type Json, type JsonObject } from '../json';
import { Payload } from './payload';
import { type Assignment } from './scope';
import { type StateValues, type Visit } from './visit';

/** What a visit ends with. */
export interface Transition {
  readonly output: Payload;
  readonly assignment: Assignment;
  /** Undefined ends the flow. */
  readonly next: string | undefined;
}

export interface Exit {
  readonly Output?: Template;
  readonly Assign?: JsonObject;
  readonly Next?: string;
}

const NO_ASSIGNMENT: Assignment = new Map();

/**
 * Evaluates Output and Assign. Both see the variables as they were on entry, so the order does not
 * matter and an assignment cannot use another of the same state.
 * @param fallback the output when the state has no Output
 * @param prefix of the fields in messages, e.g. `Choices[0]/`
 */
export async function leave(
  visit: Visit,
  exit: Exit,
  fallback: Payload,
  values: StateValues = {},
  prefix = '',
): Promise<Transition> {
  const output =
    exit.Output === undefined
      ? fallback
      : Payload.of(await visit.evaluate(exit.Output, `${prefix}Output`, values));
  visit.checkSize(output);
  const assignment =
    exit.Assign === undefined
      ? NO_ASSIGNMENT
      : toAssignment(await visit.evaluate(exit.Assign, `${prefix}Assign`, values));
  return { output, assignment, next: exit.Next };
}

function toAssignment(values: Json): Assignment {
  return new Map(
    Object.entries(values ?? {}).map(([name, value]: [string, Json]) => [name, Payload.of(value)]),
  );
}
