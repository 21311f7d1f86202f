import Table from 'cli-table3';
import { costText } from '../../domain/cost/cost-text';
import { durationText } from '../../domain/run/duration-text';
import { phasesText } from '../../domain/run/phases-text';
import { type Results, type RougeByType } from '../../domain/run/results';

/** A run's results for a person: counts, the four numbers beside the baselines, time, where all lies. */
export function resultsTable(results: Results): string {
  const { links, times, runId, status } = results;
  const head = `Run ${runId}: ${status} after ${durationText(times.seconds)}`;
  if ('error' in results) {
    return [
      head,
      `${results.error.name}: ${results.error.message}`,
      ...jobLines(results),
      `results        ${links.results}`,
    ].join('\n');
  }
  const { counts, warnings } = results;
  return [
    head,
    countsTable(counts),
    scoresTable(results),
    ...warnings.map((warning) => `Warning: ${warning}`),
    ...jobLines(results),
    `results        ${links.results}`,
    `predictions    ${results.links.predictions}`,
    ...(results.links.ledger === null ? [] : [`ledger         ${results.links.ledger}`]),
  ].join('\n');
}

/** The job, where the time went and what it cost; nothing for a run that ended before its job. */
function jobLines({ transformJob: job, times, cost }: Results): string[] {
  if (job === null || cost === null) return [];
  return [
    `transform job  ${job.name} (${job.status}), ${job.instanceCount} x ${job.instanceType}`,
    `time           ${phasesText(times.phases)}`,
    `cost           ${costText(cost)}`,
  ];
}

function countsTable(counts: Readonly<Record<string, number>>): string {
  const table = new Table({
    head: Object.keys(counts),
    colAligns: Object.keys(counts).map(() => 'right'),
    style: { head: [], border: [] },
  });
  table.push(Object.values(counts).map((count) => count.toLocaleString('en-US')));
  return table.toString();
}

function scoresTable({ rouge, scores, baselines }: Extract<Results, { rouge: unknown }>): string {
  if (rouge === null || scores === null) return 'No ROUGE: no answered record has a reference.';
  const types = Object.keys(rouge);
  const table = new Table({
    head: ['F', ...types],
    colAligns: ['left', ...types.map(() => 'right' as const)],
    style: { head: [], border: [] },
  });
  const row = (name: string, values: RougeByType): void => {
    table.push([name, ...types.map((type) => (values[type] ?? 0).toFixed(4))]);
  };
  row('this run', rouge);
  table.push([
    '95 % interval',
    ...types.map((type) => {
      const interval = scores[type]?.fmeasure;
      return interval ? `${interval.low.toFixed(4)}-${interval.high.toFixed(4)}` : '';
    }),
  ]);
  if (baselines) {
    row('lead-1', baselines.lead1.rouge);
    row('lead-3', baselines.lead3.rouge);
  }
  return table.toString();
}
