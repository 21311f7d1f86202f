import { type CompletedResults } from '../../domain/run/results';

/** The results in small, for the console; under 10 KB, whatever the run's size. */
export type ExecutionOutput = Pick<
  CompletedResults,
  'runId' | 'status' | 'counts' | 'rouge' | 'warnings' | 'links'
> & {
  readonly baselines: { readonly lead1: object; readonly lead3: object } | null;
  readonly seconds: number;
  readonly instanceHours: number | null;
};

export function executionOutput(results: CompletedResults): ExecutionOutput {
  const { runId, status, counts, rouge, baselines, warnings, times, transformJob, links } = results;
  return {
    runId,
    status,
    counts,
    rouge,
    baselines: baselines && { lead1: baselines.lead1.rouge, lead3: baselines.lead3.rouge },
    warnings,
    seconds: times.seconds,
    instanceHours: transformJob.instanceHours,
    links,
  };
}
