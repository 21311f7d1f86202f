/** A form's parameters as a tree: `Entry.2.Id=x` is `{Entry: {2: {Id: 'x'}}}`. */
export type FormTree = Map<string, string | FormTree>;

/** Source: Smithy, "AWS query protocol": names joined by dots, list positions from 1. */
export function formTree(parameters: URLSearchParams): FormTree {
  const root: FormTree = new Map();
  for (const [path, value] of parameters) {
    const steps = path.split('.');
    const last = steps.pop() ?? path;
    let node = root;
    for (const step of steps) {
      const child = node.get(step);
      const next: FormTree = child instanceof Map ? child : new Map<string, string | FormTree>();
      node.set(step, next);
      node = next;
    }
    node.set(last, value);
  }
  return root;
}

/** The values of a list, in the order of their positions. */
export function formList(node: string | FormTree | undefined): readonly (string | FormTree)[] {
  if (!(node instanceof Map)) return [];
  return [...node]
    .filter(([position]) => /^\d+$/.test(position))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, value]) => value);
}

/** A node's text; empty where there is none, or a tree instead. */
export function formText(node: string | FormTree | undefined): string {
  return typeof node === 'string' ? node : '';
}
