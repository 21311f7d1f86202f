export interface Check {
  readonly name: string;
  /** Rejects with what failed. Ends what it started. */
  readonly run: () => Promise<void>;
}

/**
 * Runs the checks one after the other, also after a failure, and says a line of each.
 * @param now milliseconds of any clock that does not go back
 * @returns how many failed
 */
export async function runChecks(
  checks: readonly Check[],
  say: (line: string) => void,
  now: () => number = () => performance.now(),
): Promise<number> {
  const begin = now();
  let failed = 0;
  for (const { name, run } of checks) {
    const start = now();
    try {
      await run();
      say(`ok      ${seconds(now() - start)}  ${name}`);
    } catch (error) {
      failed += 1;
      say(`FAILED  ${seconds(now() - start)}  ${name}`);
      say(indented(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    }
  }
  const total = seconds(now() - begin).trim();
  say(`clients: ${checks.length - failed} passed, ${failed} failed, ${total}`);
  return failed;
}

/** `  12.3 s`: columns stand below each other up to an hour. */
function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1).padStart(6)} s`;
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '        ');
}
