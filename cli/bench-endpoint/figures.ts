import { percentile } from './percentile';
import { type Samples } from './run-setting';
import { type Setting } from './setting';

export interface Figures extends Setting {
  /** Answered and failed ones. */
  readonly requests: number;
  readonly failures: Readonly<Record<string, number>>;
  readonly recordsPerSecond: number;
  /** Of a request, in milliseconds. Null: none was answered. */
  readonly latency: { readonly p50: number; readonly p95: number; readonly p99: number } | null;
  /** Null: no price is known, or nothing was answered. */
  readonly usdPer1000Records: number | null;
}

/** @param usdPerHour of all instances of the endpoint */
export function figuresOf(setting: Setting, samples: Samples, usdPerHour: number | null): Figures {
  const { latencies, texts, failures, milliseconds } = samples;
  const ascending = [...latencies].sort((left, right) => left - right);
  const at = (percent: number): number => percentile(ascending, percent);
  const failed = Object.values(failures).reduce((sum, count) => sum + count, 0);
  // A request within one tick of the clock: no rate can be told of it, and none is divided by.
  const recordsPerSecond = milliseconds > 0 ? texts / (milliseconds / 1000) : 0;
  return {
    ...setting,
    requests: latencies.length + failed,
    failures,
    recordsPerSecond,
    latency: ascending.length === 0 ? null : { p50: at(50), p95: at(95), p99: at(99) },
    usdPer1000Records:
      usdPerHour === null || recordsPerSecond === 0
        ? null
        : usdPer1000(usdPerHour, recordsPerSecond),
  };
}

/** An hour costs the same however little is asked: at full load each second answers so many records. */
function usdPer1000(usdPerHour: number, recordsPerSecond: number): number {
  return (usdPerHour / 3600 / recordsPerSecond) * 1000;
}
