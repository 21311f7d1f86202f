import { type Results } from '../../domain/run/results';
import { type OutputFormat } from '../shared/format-option';
import { resultsTable } from './results-table';

/** Data goes to stdout, words to stderr. */
export function printResults(results: Results, format: OutputFormat): void {
  const text = format === 'json' ? JSON.stringify(results, null, 2) : resultsTable(results);
  process.stdout.write(`${text}\n`);
}
