/** One step of a wildcard pattern: an escaped `*` or `\`, any run, or a plain character. */
const STEP = /\\[*\\]|\*|[^\\*]/gsy;

/**
 * `runs/*.json`: `*` stands for any characters, none among them, and also for `/`; `\*` and
 * `\\` for themselves. Undefined for a pattern with two `*` in a row or a `\` before anything else.
 * Source: EventBridge user guide, "Matching using wildcards".
 */
export function compileWildcard(pattern: string): ((text: string) => boolean) | undefined {
  const steps = pattern.match(STEP) ?? [];
  if (steps.join('') !== pattern) return undefined;
  if (steps.some((step, at) => step === '*' && steps[at + 1] === '*')) return undefined;
  const source = steps.map((step) => (step === '*' ? '.*' : escapeRegExp(step.slice(-1))));
  const whole = new RegExp(`^${source.join('')}$`, 's');
  return (text) => whole.test(text);
}

function escapeRegExp(character: string): string {
  return character.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
}
