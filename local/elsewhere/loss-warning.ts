/** Says that something did not get to where it belongs. */
export type WarnOfLoss = (error: unknown) => void;

/**
 * Once for each service elsewhere: one that is down loses everything, and a line for each would hide all else.
 * @param what e.g. `Events`
 */
export function lossWarning(what: string, endpoint: string): WarnOfLoss {
  let hasWarned = false;
  return (error) => {
    if (hasWarned) return;
    hasWarned = true;
    process.emitWarning(
      `${what} are lost, of which this is the first: ${endpoint} did not take it: ${String(error)}`,
    );
  };
}
