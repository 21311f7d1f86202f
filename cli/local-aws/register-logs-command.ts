import { type Command } from 'commander';
import { withErrorHandler } from '../shared/with-error-handler';
import { dataOption } from './data-option';
import { type LogsOptions } from './logs-command';

const EXAMPLES = `
Examples:
  t2t local logs
  t2t local logs --follow
  t2t local logs --group TransformJobs     containers of transform jobs`;

/** Adds `t2t local logs`. */
export function registerLogsCommand(local: Command): void {
  local
    .command('logs')
    .description('print what functions, containers and state machines have logged, by time')
    .addOption(dataOption())
    .option('--group <text>', 'only log groups whose name has this text in it', '')
    .option('--follow', 'go on with what comes, until Ctrl-C', false)
    .addHelpText('after', EXAMPLES)
    .action(
      withErrorHandler(async (options: LogsOptions) => {
        const { showLogs } = await import('./logs-command.js');
        await showLogs(options);
      }),
    );
}
