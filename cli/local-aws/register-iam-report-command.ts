import { type Command } from 'commander';
import { parseFormat } from '../shared/format-option';
import { withErrorHandler } from '../shared/with-error-handler';
import { dataOption } from './data-option';
import { type IamReportOptions } from './iam-report-command';

const EXAMPLES = `
Examples:
  t2t local iam-report                what no call has used yet, role by role
  t2t local iam-report --all          every statement, with the calls that it served
  t2t local iam-report --format json

A number counts calls. "never" is a right that no call has used since the data directory is there: play what
needs it, or take it out of the role. A name in parentheses stands for a right that cannot be seen here, and
AWS demands: docs/security.md has the list.`;

/** Adds `t2t local iam-report`. */
export function registerIamReportCommand(local: Command): void {
  local
    .command('iam-report')
    .description(
      'show which statement of which role served which call, and which right was never used',
    )
    .addOption(dataOption())
    .option('--format <format>', 'table or json', parseFormat, 'table')
    .option('--all', 'also the statements that are used in full', false)
    .addHelpText('after', EXAMPLES)
    .action(
      withErrorHandler(async (options: IamReportOptions) => {
        const { showIamReport } = await import('./iam-report-command.js');
        await showIamReport(options);
      }),
    );
}
