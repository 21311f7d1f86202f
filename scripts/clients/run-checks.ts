export interface Check {
  readonly name: string;
  /** Rejects with what failed. Ends what it started. */
  readonly run: () => Promise<void>;
}

/**
 * Checks at the same time: most of a check is one program after the other that starts, so that two
 * of them keep two cores busy.
 */
const AT_A_TIME = 2;

/**
 * Runs the checks, also after a failure, and says a line of each when it ends.
 * @param now milliseconds of any clock that does not go back
 * @returns how many failed
 */
export async function runChecks(
  checks: readonly Check[],
  say: (line: string) => void,
  now: () => number = () => performance.now(),
): Promise<number> {
  const begin = now();
  const waiting = [...checks];
  let failed = 0;
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const start = now();
      try {
        await check.run();
        say(`ok      ${seconds(now() - start)}  ${check.name}`);
      } catch (error) {
        failed += 1;
        say(`FAILED  ${seconds(now() - start)}  ${check.name}`);
        say(indented(error instanceof Error ? (error.stack ?? error.message) : String(error)));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
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
