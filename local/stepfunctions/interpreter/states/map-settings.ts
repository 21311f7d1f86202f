import { type MapState } from '../../definition/states';
import { type MapRunSettings } from '../run';
import { isNumber, type Visit } from '../visit';

/** Iterations at a time; 0 and no setting mean as many as the mode allows. */
export async function concurrencyOf(state: MapState, visit: Visit, most: number): Promise<number> {
  if (state.MaxConcurrency === undefined) return most;
  const wanted = await visit.evaluateInteger(state.MaxConcurrency, 'MaxConcurrency', 0, 2 ** 31);
  return wanted === 0 ? most : Math.min(wanted, most);
}

export type Tolerance = Omit<MapRunSettings, 'maxConcurrency'>;

export async function toleranceOf(state: MapState, visit: Visit): Promise<Tolerance> {
  const { ToleratedFailureCount: count, ToleratedFailurePercentage: percentage } = state;
  return {
    toleratedFailureCount:
      count === undefined
        ? undefined
        : await visit.evaluateInteger(count, 'ToleratedFailureCount', 0, 2 ** 31),
    toleratedFailurePercentage:
      percentage === undefined
        ? undefined
        : await visit.evaluateAs(percentage, 'ToleratedFailurePercentage', 'number', isNumber),
  };
}

/**
 * Whether a Map run has failed. With both limits, passing either is enough; with none, one failure
 * is. Source: Developer Guide, "Setting failure thresholds for Distributed Map states".
 */
export function exceedsTolerance(failed: number, total: number, tolerance: Tolerance): boolean {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage } = tolerance;
  if (count === undefined && percentage === undefined) return failed > 0;
  const overCount = count !== undefined && failed > count;
  const overPercentage = percentage !== undefined && failed > (total * percentage) / 100;
  return overCount || overPercentage;
}
