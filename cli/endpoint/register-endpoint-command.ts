import { type Command } from 'commander';
import { DEFAULT_STACK_PREFIX } from '../aws/stack-prefix';
import { parseDuration } from '../realtime/parse-options';
import { parseFormat } from '../shared/format-option';
import { withErrorHandler } from '../shared/with-error-handler';
import { type DownOptions, type EndpointOptions, type LeaseOptions } from './endpoint-command';

const EXAMPLES = `
A deployment has an endpoint when its config names a model for it; it is deleted when its lease is
over. These commands need the stack STACK_PREFIX-Endpoint, whose outputs say what the endpoint is.

Examples:
  Is it there, until when, and what does it cost?
    t2t endpoint status
  Keep it four hours longer:
    t2t endpoint extend --hours 4
  Give it back now, and make it again for two hours:
    t2t endpoint down --yes
    t2t endpoint up --hours 2`;

const STATUS_EXAMPLES = `
Examples:
  t2t endpoint status
  t2t endpoint status --stack-prefix Text2TextBatchProd --format json`;

const UP_EXAMPLES = `
Makes the endpoint that the stack describes, under the same name, and waits until it answers. One
that is there already is left as it is.

Examples:
  t2t endpoint up
  t2t endpoint up --hours 2`;

const EXTEND_EXAMPLES = `
Moves the end of the lease so many hours further, to at most 168 hours from now.

Examples:
  t2t endpoint extend --hours 4
  t2t endpoint extend --hours 0.5 --format json`;

const DOWN_EXAMPLES = `
Deletes the endpoint and its configuration, and nothing else, and waits until it costs nothing more.

Examples:
  t2t endpoint down
  t2t endpoint down --yes`;

/** Adds `t2t endpoint`. What it needs is loaded when it runs: other commands start without it. */
export function registerEndpointCommand(program: Command): void {
  const endpoint = program
    .command('endpoint')
    .description("see to the deployment's endpoint and its lease")
    .addHelpText('after', EXAMPLES);
  const add = (name: string, description: string, examples: string): Command =>
    endpoint
      .command(name)
      .description(description)
      .option('--stack-prefix <prefix>', 'which deployment', DEFAULT_STACK_PREFIX)
      .addHelpText('after', examples);
  add('status', 'tell whether it is there, its lease and its cost', STATUS_EXAMPLES)
    .option('--format <format>', 'json or table', parseFormat, 'table')
    .action(
      withErrorHandler(async (options: EndpointOptions) => {
        const { showStatus, withEndpointSession } = await import('./endpoint-command.js');
        await withEndpointSession((session) => showStatus(options, session));
      }),
    );
  add('up', 'make it', UP_EXAMPLES)
    .option('--hours <hours>', "of the lease (default: the config's)", parseDuration)
    .option('--format <format>', 'json or table', parseFormat, 'table')
    .action(
      withErrorHandler(async (options: LeaseOptions) => {
        const { up, withEndpointSession } = await import('./endpoint-command.js');
        await withEndpointSession((session) => up(options, session));
      }),
    );
  add('extend', 'keep it longer', EXTEND_EXAMPLES)
    .option('--hours <hours>', "how much longer (default: the config's lease)", parseDuration)
    .option('--format <format>', 'json or table', parseFormat, 'table')
    .action(
      withErrorHandler(async (options: LeaseOptions) => {
        const { extend, withEndpointSession } = await import('./endpoint-command.js');
        await withEndpointSession((session) => extend(options, session));
      }),
    );
  add('down', 'delete it now', DOWN_EXAMPLES)
    .option('--yes', 'do not ask', false)
    .action(
      withErrorHandler(async (options: DownOptions) => {
        const { down, withEndpointSession } = await import('./endpoint-command.js');
        const { confirm } = await import('../shared/confirm.js');
        const ask = process.stdin.isTTY ? confirm : undefined;
        await withEndpointSession((session) => down(options, session, ask));
      }),
    );
}
