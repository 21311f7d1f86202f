import { type Command } from 'commander';
import { parseFormat } from '../shared/format-option';
import { withErrorHandler } from '../shared/with-error-handler';
import { dataOption } from './data-option';
import { type StatusOptions } from './status-command';

const EXAMPLES = `
Examples:
  t2t local status
  t2t local status --format json`;

/** Adds `t2t local status`. */
export function registerStatusCommand(local: Command): void {
  local
    .command('status')
    .description('show where it runs, its stacks, and the executions and jobs in flight')
    .addOption(dataOption())
    .option('--format <format>', 'table or json', parseFormat, 'table')
    .addHelpText('after', EXAMPLES)
    .action(
      withErrorHandler(async (options: StatusOptions) => {
        const { showStatus } = await import('./status-command.js');
        await showStatus(options);
      }),
    );
}
