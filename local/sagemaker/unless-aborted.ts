/**
 * The value's outcome, or a rejection with the signal's reason as soon as it aborts. The work behind
 * the value is not ended; what becomes of it is nobody's matter any more.
 */
export async function unlessAborted<Value>(
  value: Promise<Value>,
  signal: AbortSignal,
): Promise<Value> {
  const stopped = new AbortController();
  const abortion = new Promise<never>((_, reject) => {
    const fail = (): void => {
      reject(signal.reason instanceof Error ? signal.reason : new Error('Aborted'));
    };
    if (signal.aborted) fail();
    signal.addEventListener('abort', fail, { signal: stopped.signal });
  });
  try {
    return await Promise.race([value, abortion]);
  } finally {
    stopped.abort();
  }
}
