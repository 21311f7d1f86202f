import Table from 'cli-table3';
import { type Figures } from './figures';

const HEAD = [
  'concurrency',
  'batch',
  'requests',
  'failed',
  'records/s',
  'p50 ms',
  'p95 ms',
  'p99 ms',
];

/** One line a setting; a column of costs only where prices are known. */
export function figuresTable(all: readonly Figures[]): string {
  const hasCosts = all.some(({ usdPer1000Records }) => usdPer1000Records !== null);
  const head = hasCosts ? [...HEAD, 'USD/1,000 records'] : HEAD;
  const table = new Table({
    head,
    colAligns: head.map(() => 'right'),
    style: { head: [], border: [] },
  });
  for (const figures of all) {
    const { latency, usdPer1000Records: usd } = figures;
    const cells = [
      String(figures.concurrency),
      String(figures.batchSize),
      String(figures.requests),
      failuresText(figures.failures),
      figures.recordsPerSecond.toFixed(1),
      ...[latency?.p50, latency?.p95, latency?.p99].map(milliseconds),
    ];
    table.push(
      hasCosts ? [...cells, usd === null ? '-' : String(Number(usd.toPrecision(3)))] : cells,
    );
  }
  return table.toString();
}

function milliseconds(value: number | undefined): string {
  if (value === undefined) return '-';
  return value < 10 ? value.toFixed(1) : Math.round(value).toString();
}

function failuresText(failures: Readonly<Record<string, number>>): string {
  const entries = Object.entries(failures);
  return entries.length === 0 ? '0' : entries.map(([name, count]) => `${count} ${name}`).join('\n');
}
