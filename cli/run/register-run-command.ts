import { type Command } from 'commander';
import { createClients } from '../aws/clients';
import { DEFAULT_STACK_PREFIX, findDeployment } from '../aws/deployment';
import { runIdOf } from '../../domain/run/names';
import { runFolder } from '../local/folders';
import { withEmbeddedAws } from '../local/with-embedded-aws';
import { parseFormat } from '../shared/format-option';
import { withErrorHandler } from '../shared/with-error-handler';
import { run, type RunOptions } from './run-command';
import { runName } from './run-name';

interface RunCommandOptions extends RunOptions {
  readonly local: boolean;
  readonly stackPrefix: string;
}

const EXAMPLES = `
Examples:
  The deployment's defaults on a file of your own, with no AWS account:
    t2t run --local --dataset examples/debian-packages/dev-200.jsonl
  The same in AWS, on an object that is there already:
    t2t run --input '{"dataset": {"uri": "s3://my-bucket/articles.jsonl"}, "rouge": {"useStemmer": true}}'
  Start and do not wait:
    t2t run --input @input.json --no-wait`;

export function registerRunCommand(program: Command): void {
  program
    .command('run')
    .description('start a run and follow it to its results')
    .option('--input <json|@file>', 'execution input, as in the console', '{}')
    .option('--dataset <file>', 'upload this JSONL file and run on it')
    .option('--name <name>', 'name of the execution (default: run-<time>)')
    .option('--no-wait', 'print the execution and end')
    .option('--download <folder>', 'copy results, predictions, scores and ledger into a folder')
    .option('--local', 'run in the embedded AWS on this machine', false)
    .option('--stack-prefix <prefix>', 'which deployment', DEFAULT_STACK_PREFIX)
    .option('--format <format>', 'json or table', parseFormat, 'table')
    .addHelpText('after', EXAMPLES)
    .action(
      withErrorHandler(async (options: RunCommandOptions) => {
        if (options.local) {
          const name = options.name ?? runName('run', new Date());
          // The embedded AWS ends with this command: the run is waited for, its results are kept.
          const download = options.download ?? runFolder(runIdOf(name));
          await withEmbeddedAws(({ clients, deployment }) =>
            run({ ...options, name, download, wait: true }, clients, deployment),
          );
          return;
        }
        const clients = createClients();
        await run(
          options,
          clients,
          await findDeployment(clients.cloudFormation, options.stackPrefix),
        );
      }),
    );
}
