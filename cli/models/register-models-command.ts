import { type Command } from 'commander';
import { DEFAULT_STACK_PREFIX } from '../aws/stack-prefix';
import { parseFormat } from '../shared/format-option';
import { withErrorHandler } from '../shared/with-error-handler';
import { type LoadConfiguredModels } from './configured-models';
import { type ModelsOptions } from './models-command';
import { type PruneOptions } from './prune-models-command';

const EXAMPLES = `
Examples:
  The models that can be deployed, and which of them config/default.json deploys:
    t2t models
  Image, artefact, environment and instance types of all, as in another region:
    t2t models --region eu-west-1 --format json
  What a configuration of yours deploys:
    t2t models --config example-prod
  What a change of models has left behind in SageMaker:
    t2t models prune --dry-run`;

const PRUNE_EXAMPLES = `
A changed model is kept, since a run in flight may need it. Prune deletes the SageMaker Models of one
deployment that neither its stack deploys nor a run or transform job uses. Needed before a deploy
brings back a model that was changed: its name is taken ("Cannot create already existing model").

Examples:
  t2t models prune --dry-run
  t2t models prune --yes
  t2t models prune --stack-prefix Text2TextBatchProd`;

/** Adds `t2t models`. What it needs is loaded when it runs: other commands start without it. */
export function registerModelsCommand(program: Command, load: LoadConfiguredModels): void {
  const models = program
    .command('models')
    .description('list the models that can be deployed')
    .option('--config <name>', 'whose deployed models are marked: config/NAME.json', 'default')
    .option('--region <region>', "where (default: the configuration's region)")
    .option('--format <format>', 'json or table', parseFormat, 'table')
    .addHelpText('after', EXAMPLES)
    .action(
      withErrorHandler(async (options: ModelsOptions) => {
        const { modelsCommand } = await import('./models-command.js');
        await modelsCommand(options, load);
      }),
    );
  models
    .command('prune')
    .description('delete models in SageMaker that nothing uses any more')
    .option('--stack-prefix <prefix>', 'which deployment', DEFAULT_STACK_PREFIX)
    .option('--dry-run', 'only tell what would be deleted', false)
    .option('--yes', 'do not ask', false)
    .addHelpText('after', PRUNE_EXAMPLES)
    .action(
      withErrorHandler(async (options: PruneOptions) => {
        const { pruneModels } = await import('./prune-models-command.js');
        const { confirm } = await import('../shared/confirm.js');
        await pruneModels(options, process.stdin.isTTY ? confirm : undefined);
      }),
    );
}
