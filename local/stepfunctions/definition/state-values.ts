import { type Json, isJsonObject } from '../json';
import { type Location } from './invalid-definition';

type Node = Readonly<Record<string, unknown>>;

/** The state's type and the field's path inside the state, for `States/<name>/...`. */
interface Place {
  readonly stateType: string;
  readonly field: Location;
}

const WITH_RESULT = new Set(['Task', 'Parallel', 'Map']);

/**
 * `$states.result` exists in Output and Assign of a Task, Parallel or Map, `$states.errorOutput` in
 * those of a Catch. Elsewhere AWS refuses them when the state machine is created.
 * Source: Developer Guide, "Passing data between states with variables", "Reserved variable".
 * @param ast of the expression, as JSONata's parser gives it
 * @param root the definition that `location` is a path of
 */
export function unavailableValue(ast: unknown, root: Json, location: Location): string | undefined {
  const used = usedStatesMembers(ast);
  if (used.size === 0) return undefined;
  const place = placeOf(root, location);
  const [first, , third] = place?.field ?? [];
  if (used.has('result') && !(isExit(first) && WITH_RESULT.has(place?.stateType ?? ''))) {
    return "Reference to '$states.result' is only possible in Output and Assign of a Task, Parallel or Map.";
  }
  if (used.has('errorOutput') && !(first === 'Catch' && isExit(third))) {
    return "Reference to '$states.errorOutput' is only possible in Output and Assign of a Catch.";
  }
  return undefined;
}

function isExit(field: string | number | undefined): boolean {
  return field === 'Output' || field === 'Assign';
}

/** Names of `$states.<name>` anywhere in the expression. */
function usedStatesMembers(node: unknown, found = new Set<unknown>()): ReadonlySet<unknown> {
  if (typeof node !== 'object' || node === null) return found;
  if (isPathOfStates(node)) found.add(node.steps[1]?.value);
  for (const child of Object.values(node)) usedStatesMembers(child, found);
  return found;
}

function isPathOfStates(node: object): node is { readonly steps: readonly Node[] } {
  if (!('type' in node) || node.type !== 'path' || !('steps' in node)) return false;
  if (!Array.isArray(node.steps)) return false;
  const [start] = node.steps as readonly Node[];
  return start?.type === 'variable' && start.value === 'states';
}

/** The innermost state around the location. */
function placeOf(root: Json, location: Location): Place | undefined {
  let value: Json | undefined = root;
  let place: Place | undefined;
  location.forEach((step, index) => {
    value = childOf(value, step);
    if (location[index - 1] !== 'States' || !isJsonObject(value)) return;
    if (typeof value.Type !== 'string') return;
    place = { stateType: value.Type, field: location.slice(index + 1) };
  });
  return place;
}

function childOf(value: Json | undefined, step: string | number): Json | undefined {
  if (Array.isArray(value)) return (value as readonly Json[])[Number(step)];
  return isJsonObject(value) ? value[String(step)] : undefined;
}
