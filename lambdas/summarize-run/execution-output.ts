import { fmeasures } from '../../domain/run/fmeasures';
import { type CompletedResults, type Estimate } from '../../domain/run/results';

/** The results in small, for the console; under 10 KB, whatever the run's size. */
export type ExecutionOutput = Pick<
  CompletedResults,
  'runId' | 'status' | 'counts' | 'rouge' | 'warnings' | 'cost' | 'links'
> & {
  /** Mean F and its 95 % interval, by metric. */
  readonly fmeasure: Readonly<Record<string, Estimate>> | null;
  readonly baselines: { readonly lead1: object; readonly lead3: object } | null;
  readonly seconds: number;
};

export function executionOutput(results: CompletedResults): ExecutionOutput {
  const { runId, status, counts, rouge, baselines, warnings, times, cost, links } = results;
  return {
    runId,
    status,
    counts,
    rouge,
    fmeasure: fmeasures(results),
    baselines: baselines && { lead1: baselines.lead1.rouge, lead3: baselines.lead3.rouge },
    warnings,
    seconds: times.seconds,
    cost,
    links,
  };
}
