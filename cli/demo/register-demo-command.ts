import { InvalidArgumentError, type Command } from 'commander';
import { withErrorHandler } from '../shared/with-error-handler';
import { type DemoOptions } from './demo-command';

const EXAMPLES = `
Examples:
  t2t demo
  t2t demo --limit 50
  t2t demo --limit 50 --keep     then, in another terminal, any AWS client with the printed settings`;

/** Adds `t2t demo`. What it needs is loaded when it runs: other commands start without it. */
export function registerDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('do the main job on real records, on this machine, with no AWS account')
    .option('--limit <records>', 'only the first so many of 1,542 records', parseLimit)
    .option('--keep', 'leave the embedded AWS running until Ctrl-C', false)
    .addHelpText('after', EXAMPLES)
    .action(
      withErrorHandler(async (options: DemoOptions) => {
        const { demo } = await import('./demo-command.js');
        await demo(options);
      }),
    );
}

function parseLimit(value: string): number {
  const limit = Number(value);
  if (Number.isInteger(limit) && limit >= 1) return limit;
  throw new InvalidArgumentError('valid: a whole number of records, at least 1');
}
