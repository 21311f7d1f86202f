import { type Json } from '../json';
import { MAX_ASSIGN_BYTES, MAX_VARIABLES_BYTES } from '../limits';
import { type Payload } from './payload';

export type Assignment = ReadonlyMap<string, Payload>;

/**
 * Variables of one flow of control. An iteration of an inline Map and a branch of Parallel have a
 * scope of their own, which reads the outer one; that it does not assign to it is checked when the
 * state machine is created. A child execution starts with an empty scope.
 * Source: Developer Guide, "Passing data between states with variables".
 */
export class Scope {
  readonly #own = new Map<string, Payload>();
  readonly #outer: Readonly<Record<string, Json>>;
  #bytes: number;

  constructor(outer?: Scope) {
    // While a Map or Parallel runs, its own scope stands still: a copy is as good as a link.
    this.#outer = outer?.values() ?? {};
    this.#bytes = outer?.bytes ?? 0;
  }

  /** UTF-8 bytes of the JSON of all variables. */
  get bytes(): number {
    return this.#bytes;
  }

  values(): Record<string, Json> {
    const values = { ...this.#outer };
    for (const [name, payload] of this.#own) values[name] = payload.value;
    return values;
  }

  /** Assigns all, or none and says why not. */
  assign(assignment: Assignment): string | undefined {
    let assigned = 0;
    let replaced = 0;
    for (const [name, payload] of assignment) {
      assigned += payload.bytes;
      replaced += this.#own.get(name)?.bytes ?? 0;
    }
    if (assigned > MAX_ASSIGN_BYTES) {
      return `The variables of one Assign have ${assigned} bytes, the maximum is ${MAX_ASSIGN_BYTES}.`;
    }
    const total = this.#bytes + assigned - replaced;
    if (total > MAX_VARIABLES_BYTES) {
      return `All variables together would have ${total} bytes, the maximum is ${MAX_VARIABLES_BYTES}.`;
    }
    for (const [name, payload] of assignment) this.#own.set(name, payload);
    this.#bytes = total;
    return undefined;
  }
}
