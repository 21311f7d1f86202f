/** 2^16 events in one millisecond are more than one process can make. */
const COUNTER_BITS = 16n;

/**
 * Hexadecimal numbers of one length that grow from event to event, also over a restart: the time in
 * milliseconds, then a counter of 16 bits. 16 digits hold 48 bits of milliseconds, some 8,900 years.
 * Source: S3 User Guide, "Event message structure": of two events on one key, the one with the
 * greater sequencer happened later.
 */
export function createSequencer(now: () => number): () => string {
  let last = 0n;
  return () => {
    const earliest = BigInt(now()) << COUNTER_BITS;
    last = earliest > last ? earliest : last + 1n;
    return last.toString(16).padStart(16, '0');
  };
}
