import { type Command } from 'commander';
import { withErrorHandler } from '../shared/with-error-handler';
import { dataOption, type DataOption } from './data-option';

const EXAMPLES = `
Examples:
  t2t local down
  t2t local down --data /tmp/second`;

/** Adds `t2t local down`. */
export function registerDownCommand(local: Command): void {
  local
    .command('down')
    .description('end the one that uses a data directory; executions in flight are aborted')
    .addOption(dataOption())
    .addHelpText('after', EXAMPLES)
    .action(
      withErrorHandler(async ({ data }: DataOption) => {
        const { down } = await import('./down-command.js');
        await down(data);
      }),
    );
}
