import { type Figures, figuresOf } from './figures';
import { type BenchTarget, type Budget, runSetting } from './run-setting';
import { type Setting } from './setting';

export interface SweepOptions {
  /** At least one. */
  readonly settings: readonly Setting[];
  /** Of the sweep, its warm-up included. */
  readonly budget: Budget;
  readonly usdPerHour: number | null;
  readonly onWarmUp?: () => void;
  readonly onFigures?: (figures: Figures, index: number) => void;
}

/** Share of time and requests before anything is measured: caches fill and connections open. */
const WARM_UP_SHARE = 0.1;

/**
 * Measures one setting after the other. Each gets an equal share of what time and requests are
 * left, so that what one saves the others may use, and the last ones are measured like the first.
 */
export async function sweep(options: SweepOptions, target: BenchTarget): Promise<Figures[]> {
  const { settings, budget, usdPerHour, onWarmUp, onFigures } = options;
  const begin = target.clock.now();
  let requests = budget.requests;
  const shareOf = (parts: number): Budget => ({
    milliseconds: (begin + budget.milliseconds - target.clock.now()) / parts,
    requests: Math.floor(requests / parts),
  });

  onWarmUp?.();
  for (const setting of extremes(settings)) {
    const warmUp = await runSetting(setting, shareOf(2 / WARM_UP_SHARE), target);
    requests -= requestsOf(warmUp);
  }
  const all: Figures[] = [];
  for (const [index, setting] of settings.entries()) {
    const samples = await runSetting(setting, shareOf(settings.length - index), target);
    const figures = figuresOf(setting, samples, usdPerHour);
    requests -= figures.requests;
    all.push(figures);
    onFigures?.(figures, index);
  }
  return all;
}

/** The lightest and the heaviest: between them they touch what any of the others needs. */
function extremes(settings: readonly Setting[]): Setting[] {
  const [first] = settings;
  const last = settings.at(-1);
  return [first, last].filter((setting) => setting !== undefined);
}

function requestsOf({
  latencies,
  failures,
}: {
  readonly latencies: readonly number[];
  readonly failures: Readonly<Record<string, number>>;
}): number {
  return latencies.length + Object.values(failures).reduce((sum, count) => sum + count, 0);
}
