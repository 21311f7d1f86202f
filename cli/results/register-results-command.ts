import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command } from 'commander';
import { resultsSchema, type Results } from '../../domain/run/results';
import { createClients } from '../aws/clients';
import { DEFAULT_STACK_PREFIX, findDeployment } from '../aws/deployment';
import { readResults } from '../aws/results-object';
import { runFolder } from '../local/folders';
import { downloadRun } from '../run/download-run';
import { printResults } from '../run/run-command';
import { CliError } from '../shared/cli-error';
import { parseFormat, type OutputFormat } from '../shared/format-option';
import { withErrorHandler } from '../shared/with-error-handler';

interface ResultsOptions {
  readonly local: boolean;
  readonly download?: string;
  readonly stackPrefix: string;
  readonly format: OutputFormat;
}

const EXAMPLES = `
Examples:
  t2t results run-20261124-150304-123
  t2t results nightly-17 --format json
  t2t results nightly-17 --download results/nightly-17`;

export function registerResultsCommand(program: Command): void {
  program
    .command('results')
    .description('print the results of a run that is over')
    .argument('<run>', "the run's id: the execution's name")
    .option('--local', 'of a run in the embedded AWS, kept on this machine', false)
    .option('--download <folder>', 'copy results, predictions, scores and ledger into a folder')
    .option('--stack-prefix <prefix>', 'which deployment', DEFAULT_STACK_PREFIX)
    .option('--format <format>', 'json or table', parseFormat, 'table')
    .addHelpText('after', EXAMPLES)
    .action(
      withErrorHandler(async (runId: string, options: ResultsOptions) => {
        if (options.local) {
          printResults(await readKeptResults(runId), options.format);
          return;
        }
        const { cloudFormation, s3 } = createClients();
        const { dataBucket } = await findDeployment(cloudFormation, options.stackPrefix);
        const results = await readResults(s3, dataBucket, runId);
        printResults(results, options.format);
        if (options.download === undefined) return;
        const files = await downloadRun(s3, dataBucket, results, options.download);
        process.stderr.write(`Downloaded ${files.join(', ')}\n`);
      }),
    );
}

async function readKeptResults(runId: string): Promise<Results> {
  const file = join(runFolder(runId), 'results.json');
  if (!existsSync(file)) {
    throw new CliError(
      `${file} does not exist: no run of this id is kept on this machine. Runs are kept by demo and by run --local`,
    );
  }
  try {
    return resultsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new CliError(`${file} holds no results: ${(cause as Error).message}`, { cause });
  }
}
