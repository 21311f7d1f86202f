import { type Command } from 'commander';
import { DEFAULT_STACK_PREFIX } from '../aws/stack-prefix';
import { parseFormat } from '../shared/format-option';
import { withErrorHandler } from '../shared/with-error-handler';
import { type ResultsOptions } from './results-command';

const EXAMPLES = `
Examples:
  t2t results run-20261124-150304-123
  t2t results nightly-17 --format json
  t2t results nightly-17 --download results/nightly-17`;

/** Adds `t2t results`. What it needs is loaded when it runs: other commands start without it. */
export function registerResultsCommand(program: Command): void {
  program
    .command('results')
    .description('print the results of a run that is over')
    .argument('<run>', "the run's id, or its execution's name")
    .option('--local', 'of a run in the embedded AWS, kept on this machine', false)
    .option('--download <folder>', 'copy results, predictions, scores and ledger into a folder')
    .option('--stack-prefix <prefix>', 'which deployment', DEFAULT_STACK_PREFIX)
    .option('--format <format>', 'json or table', parseFormat, 'table')
    .addHelpText('after', EXAMPLES)
    .action(
      withErrorHandler(async (run: string, options: ResultsOptions) => {
        const { resultsCommand } = await import('./results-command.js');
        await resultsCommand(run, options);
      }),
    );
}
