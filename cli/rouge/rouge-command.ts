import { DEFAULT_ROUGE_TYPES } from '../../domain/rouge';
import { CliError } from '../shared/cli-error';
import { ProgressLine } from '../shared/progress-line';
import { PerRecordFile } from './per-record-file';
import { reportTable } from './report-table';
import { type RougeCommandOptions } from './rouge-options';
import { scoreFiles } from './score-files';
import { scoreReport } from './score-report';

/** A second of work or so between two words of progress. */
const PAIRS_BETWEEN_PROGRESS = 50_000;

/**
 * `t2t rouge`: scores two files and prints the report on stdout; progress goes to stderr.
 * @throws CliError with file and line, or when no pair could be scored.
 */
export async function runRougeCommand(options: RougeCommandOptions): Promise<void> {
  const progress = new ProgressLine(process.stderr);
  const { perRecord: file, types = DEFAULT_ROUGE_TYPES } = options;
  const perRecord =
    file === undefined ? undefined : await PerRecordFile.create(file, [...new Set(types)]);
  const scored = await scoreFiles(options, perRecord, (pairs) => {
    if (pairs % PAIRS_BETWEEN_PROGRESS === 0) {
      progress.show(`Scored ${pairs.toLocaleString('en-US')} pairs`);
    }
  });
  await perRecord?.end();
  progress.end();
  if (scored.accumulator.pairs === 0) {
    throw new CliError(
      `Nothing to score: none of the ${scored.predictions} predictions has one of the ${scored.references} references`,
    );
  }
  const report = scoreReport(scored, options.seed);
  if (options.format === 'json') {
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  process.stdout.write(`${reportTable(report)}\n`);
}
