import { type Command } from 'commander';
import { DEFAULT_STACK_PREFIX } from '../aws/stack-prefix';
import { parseFormat } from '../shared/format-option';
import { withErrorHandler } from '../shared/with-error-handler';
import { type RunCommandOptions } from './run-command';

const EXAMPLES = `
Examples:
  The deployment's defaults on a file of your own, with no AWS account:
    t2t run --local --dataset examples/debian-packages/dev-200.jsonl
  The same in AWS, on an object that is there already:
    t2t run --input '{"dataset": {"uri": "s3://my-bucket/articles.jsonl"}, "rouge": {"useStemmer": true}}'
  A preset of the deployment, with a field of your own over it:
    t2t run --local --preset smoke --input '{"dataset": {"limit": 10}}'
  Once, however often this line is run:
    t2t run --preset sample --idempotency-key release-1.4
  Start and do not wait:
    t2t run --input @input.json --no-wait`;

/** Adds `t2t run`. What it needs is loaded when it runs: other commands start without it. */
export function registerRunCommand(program: Command): void {
  program
    .command('run')
    .description('start a run and follow it to its results')
    .option('--input <json|@file>', 'execution input, as in the console', '{}')
    .option('--preset <name>', "one of the deployment's presets; --input and files lie over it")
    .option('--dataset <file>', 'upload this JSONL file and run on it')
    .option('--references <file>', 'upload this JSONL file as the references of the data set')
    .option('--name <name>', 'name of the execution (default: run-<time>)')
    .option('--idempotency-key <key>', 'run only if no run has this key yet')
    .option('--no-wait', 'print the execution and end')
    .option('--download <folder>', 'copy results, predictions, scores and ledger into a folder')
    .option('--local', 'run in the embedded AWS on this machine', false)
    .option('--stack-prefix <prefix>', 'which deployment', DEFAULT_STACK_PREFIX)
    .option('--format <format>', 'json or table', parseFormat, 'table')
    .addHelpText('after', EXAMPLES)
    .action(
      withErrorHandler(async (options: RunCommandOptions) => {
        const { runCommand } = await import('./run-command.js');
        await runCommand(options);
      }),
    );
}
