/** A scale of a chart: where values lie, and which of them are written at the axis. */
export interface Axis {
  /** From 0 to 1 within the range. */
  readonly position: (value: number) => number;
  readonly ticks: readonly number[];
}

/** Steps that people count in. */
const STEPS = [1, 2, 5, 10];

/** From 0 to the first round number that is not below the greatest value, in four to ten steps. */
export function linearAxis(greatest: number): Axis {
  const rough = (greatest > 0 ? greatest : 1) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((factor) => factor * power >= rough) ?? 10);
  const count = Math.ceil((greatest > 0 ? greatest : 1) / step);
  const ticks = Array.from({ length: count + 1 }, (_, index) =>
    Number((index * step).toPrecision(12)),
  );
  return { position: (value) => value / (count * step), ticks };
}

/** From the round number (1, 2, 5, 10, ...) below the least value to the one above the greatest. */
export function logAxis(least: number, greatest: number): Axis {
  const ticks: number[] = [];
  for (let exponent = Math.floor(Math.log10(least)); ; exponent++) {
    for (const factor of [1, 2, 5]) {
      const tick = Number((factor * 10 ** exponent).toPrecision(1));
      if (tick <= least) ticks.splice(0, ticks.length, tick);
      else ticks.push(tick);
      if (ticks.length > 1 && tick >= greatest) {
        const [low = 1] = ticks;
        const range = Math.log(tick / low);
        return { position: (value) => Math.log(value / low) / range, ticks };
      }
    }
  }
}
