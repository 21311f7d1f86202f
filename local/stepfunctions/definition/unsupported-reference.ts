/** A node of JSONata's syntax tree; the package types only a part of it. */
type Node = Readonly<Record<string, unknown>>;

/**
 * What of an expression Step Functions refuses when a state machine is created, in its words:
 * `$eval`, `$$`, and a name that reads a context item, which there is none. Undefined if nothing.
 * Only the first step of a path reads the outermost context; predicates, sort terms and groupings
 * have the path's items.
 */
export function unsupportedReference(ast: unknown): string | undefined {
  return inspect(ast, true);
}

function inspect(node: unknown, atTop: boolean): string | undefined {
  if (Array.isArray(node)) return first(node, (item) => inspect(item, atTop));
  if (!isNode(node)) return undefined;
  if (node.type === 'variable') return variableProblem(node.value);
  if (node.type === 'path' && Array.isArray(node.steps))
    return inspectPath(node, node.steps, atTop);
  if (node.type === 'transform') {
    return inspect(node.pattern, atTop) ?? inspect([node.update, node.delete], false);
  }
  if (node.type === 'name' && atTop) {
    return `Reference to '${String(node.value)}' at the top level is not supported.`;
  }
  return first(Object.values(node), (child) => inspect(child, atTop));
}

function inspectPath(path: Node, steps: readonly unknown[], atTop: boolean): string | undefined {
  const [start, ...rest] = steps;
  return inspectStep(start, atTop) ?? first([...rest, path.group], (step) => inspect(step, false));
}

function inspectStep(step: unknown, atTop: boolean): string | undefined {
  if (!isNode(step)) return undefined;
  const { stages, predicate, group, ...own } = step;
  return inspect(own, atTop) ?? inspect([stages, predicate, group], false);
}

function variableProblem(name: unknown): string | undefined {
  if (name === 'eval') return "The function '$eval' is not supported; use '$parse'.";
  if (name === '$') return "Reference to '$$' is not supported.";
  return undefined;
}

function first<T>(
  items: readonly T[],
  inspectOne: (item: T) => string | undefined,
): string | undefined {
  for (const item of items) {
    const problem = inspectOne(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}
