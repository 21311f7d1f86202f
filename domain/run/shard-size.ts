import { type RunLimits } from './deployment';

/** What a shard's text may weigh: prepare-input holds a few shards in memory while it uploads them. */
export const MAX_SHARD_BYTES = 8 * 1024 * 1024;

/**
 * The state machine's scoring map takes shard numbers as one JSON array: 40,000 numbers of five
 * digits and a comma are 240 KB of the 256 KB that a state may hold.
 */
export const MAX_SHARDS = 40_000;

/**
 * Records in a shard. Under MultiRecord a shard of short records is one request, one retry and one
 * loss, so it must be answered in half of the invocation time-out at most.
 */
export function recordsPerShard(limits: RunLimits): number {
  const inTime = Math.floor(limits.invocationTimeoutSeconds / 2 / limits.secondsPerRecord);
  return Math.max(1, Math.min(limits.maxRecordsPerShard, inTime));
}
