import { type Figures } from './figures';

export interface Recommendation {
  /** Null: no setting meets the target. */
  readonly setting: Figures | null;
  /** One sentence. */
  readonly reason: string;
}

/**
 * Of the settings without a failed request whose 95th percentile is within the target, the one with
 * most records a second. Without a target: that one of all.
 *
 * @param targetP95 milliseconds
 */
export function recommend(all: readonly Figures[], targetP95?: number): Recommendation {
  const sound = all.filter(({ failures }) => Object.keys(failures).length === 0);
  const answered = sound.filter(({ latency }) => latency !== null);
  if (answered.length === 0) {
    return { setting: null, reason: 'No setting: none was answered without failed requests.' };
  }
  const within = answered.filter((figures) => p95(figures) <= (targetP95 ?? Infinity));
  const [fastest] = byRate(within);
  if (fastest) {
    const target = targetP95 === undefined ? '' : ` with p95 of at most ${targetP95} ms`;
    return {
      setting: fastest,
      reason: `Most records a second${target}: ${shown(fastest)}.`,
    };
  }
  const [quickest] = [...answered].sort((left, right) => p95(left) - p95(right));
  const nearest = quickest ? ` Nearest: ${shown(quickest)}.` : '';
  return {
    setting: null,
    reason: `No setting meets p95 of at most ${targetP95 ?? Infinity} ms.${nearest}`,
  };
}

function byRate(all: readonly Figures[]): Figures[] {
  return [...all].sort((left, right) => right.recordsPerSecond - left.recordsPerSecond);
}

function p95({ latency }: Figures): number {
  return latency?.p95 ?? Infinity;
}

function shown(figures: Figures): string {
  const { batchSize, concurrency, recordsPerSecond } = figures;
  return `batch size ${batchSize}, concurrency ${concurrency} (${recordsPerSecond.toFixed(1)} records/s, p95 ${Math.round(p95(figures))} ms)`;
}
