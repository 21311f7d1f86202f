/**
 * Asks until there is an answer; each question is a request over the network, which is what gives
 * the other side time to go on. The test's own time-out bounds it.
 */
export async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
}
