import Table from 'cli-table3';
import { type MeanWithInterval } from '../../domain/rouge';
import { type ScoreReport } from './score-report';

/** Ids that a line of the table shows; all others are in the JSON. */
const SHOWN_IDS = 10;

const KINDS: Readonly<Record<string, string>> = {
  missing: 'references without a prediction',
  unmatched: 'predictions without a reference',
  duplicatePredictions: 'predictions whose id came before (the first one counts)',
  duplicateReferences: 'references whose id came before (the first one counts)',
};

/** A report for a person. */
export function reportTable(report: ScoreReport): string {
  const { counts, method, seed, scores, rouge, notice } = report;
  const table = new Table({
    head: ['', 'precision', 'recall', 'F', '95 % interval of F', `evaluate, seed ${seed}`],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const [type, { precision, recall, fmeasure }] of Object.entries(scores)) {
    table.push([
      type,
      decimal(precision.mean),
      decimal(recall.mean),
      decimal(fmeasure.mean),
      interval(fmeasure),
      method === 'bootstrap' ? decimal(rouge[type] ?? NaN) : '-',
    ]);
  }
  return [
    `${count(counts.scored)} pairs scored of ${count(counts.predictions)} predictions and ${count(counts.references)} references`,
    table.toString(),
    ...Object.keys(KINDS).flatMap((kind) => unscored(report, kind)),
    ...(notice === undefined ? [] : [`Notice: ${notice}`]),
  ].join('\n');
}

function unscored({ counts, ids }: ScoreReport, kind: string): string[] {
  const total = counts[kind] ?? 0;
  if (total === 0) return [];
  const shown = (ids[kind] ?? []).slice(0, SHOWN_IDS).map((id) => JSON.stringify(id));
  const more = total > shown.length ? ', ...' : '';
  return [`${count(total)} ${KINDS[kind] ?? kind}: ${shown.join(', ')}${more}`];
}

const decimal = (value: number): string => value.toFixed(4);
const count = (value: number | undefined): string => (value ?? 0).toLocaleString('en-US');
const interval = ({ low, high }: MeanWithInterval): string => `${decimal(low)} - ${decimal(high)}`;
