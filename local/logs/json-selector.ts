/** One step: `.name`, `[0]`, `['name']` or `.['name']`. */
const STEP = /\.?\[(?:(\d+)|'([^']*)'|"([^"]*)")\]|\.([\w@-]+)/g;

/** Reads `$.user.names[0]` of an event; undefined where there is nothing. */
export function readSelector(selector: string): (event: unknown) => unknown {
  const steps = [...selector.matchAll(STEP)].map(
    ([, position, single, double, name]) => position ?? single ?? double ?? name ?? '',
  );
  return (event) =>
    steps.reduce<unknown>((value, step) => {
      if (typeof value !== 'object' || value === null) return undefined;
      return new Map<string, unknown>(Object.entries(value)).get(step);
    }, event);
}
