import { type CompletedResults, type Estimate } from './results';

/** Mean F and its 95 % interval, by ROUGE type; null: no record was scored. */
export function fmeasures({
  scores,
}: Pick<CompletedResults, 'scores'>): Record<string, Estimate> | null {
  return (
    scores &&
    Object.fromEntries(Object.entries(scores).map(([type, { fmeasure }]) => [type, fmeasure]))
  );
}
