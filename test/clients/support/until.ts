import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 500;
/** Everything waited for takes seconds; minutes mean that it will not come. */
const TIMEOUT_MS = 120_000;

/** Asks again and again until `holds`. @throws Error with what was seen last */
export async function until<Value>(
  what: string,
  ask: () => Promise<Value>,
  holds: (value: Value) => boolean,
): Promise<Value> {
  const deadline = Date.now() + TIMEOUT_MS;
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    if (Date.now() > deadline) throw new Error(`${what} did not come: ${JSON.stringify(value)}`);
    await pause(POLL_MS);
  }
}
