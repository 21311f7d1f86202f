import { type Location, invalidDefinition } from './invalid-definition';
import { type Flow, type State, innerFlows } from './states';

/**
 * A state inside an inline Map or a Parallel reads the variables of the flows around it and cannot
 * assign to them. A distributed Map's children do not see them, so their names are free there.
 * @throws AwsError InvalidDefinition
 */
export function checkScopes(
  flow: Flow,
  location: Location = [],
  outer: ReadonlySet<string> = new Set(),
): void {
  const own = new Set<string>();
  for (const [name, state] of Object.entries(flow.States)) {
    for (const variable of assignedVariables(state)) {
      if (outer.has(variable)) {
        throw invalidDefinition(
          'VARIABLE_SCOPE',
          `Variable '${variable}' is assigned in an outer scope and cannot be assigned here`,
          [...location, 'States', name],
        );
      }
      own.add(variable);
    }
  }
  const visible = new Set([...outer, ...own]);
  for (const [name, state] of Object.entries(flow.States)) {
    for (const inner of innerFlows(state)) {
      const around = isDistributed(state) ? new Set<string>() : visible;
      checkScopes(inner.flow, [...location, 'States', name, inner.field], around);
    }
  }
}

function assignedVariables(state: State): string[] {
  const exits = [
    state,
    ...('Choices' in state ? state.Choices : []),
    ...('Catch' in state ? state.Catch : []),
  ];
  return exits.flatMap((exit) => ('Assign' in exit ? Object.keys(exit.Assign ?? {}) : []));
}

function isDistributed(state: State): boolean {
  return state.Type === 'Map' && state.ItemProcessor.ProcessorConfig.Mode === 'DISTRIBUTED';
}
