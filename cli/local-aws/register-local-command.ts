import { type Command } from 'commander';
import { registerDownCommand } from './register-down-command';
import { registerIamReportCommand } from './register-iam-report-command';
import { registerLogsCommand } from './register-logs-command';
import { registerStatusCommand } from './register-status-command';
import { registerUpCommand } from './register-up-command';

const EXAMPLES = `
Examples:
  t2t local up                   then, in another terminal, with the settings that it prints:
  npx cdk deploy --all -c config=local
  t2t run --preset smoke

What it knows stays in its data directory: the next t2t local up goes on with it.`;

/** Adds `t2t local`: an embedded AWS that runs by itself. */
export function registerLocalCommand(program: Command): void {
  const local = program
    .command('local')
    .description('run the embedded AWS on this machine, for the CDK and any other AWS client')
    .addHelpText('after', EXAMPLES);
  registerUpCommand(local);
  registerDownCommand(local);
  registerStatusCommand(local);
  registerLogsCommand(local);
  registerIamReportCommand(local);
}
