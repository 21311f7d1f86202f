import { InvalidArgumentError, type Command } from 'commander';
import { withErrorHandler } from '../shared/with-error-handler';
import { dataOption } from './data-option';
import { addPlacementOptions, readPlacement } from './placement-options';
import { type UpOptions } from './up-command';

/** LocalStack's and fakecloud's, so that settings made for them fit. */
const DEFAULT_PORT = 4566;
const MAX_PORT = 65_535;

const EXAMPLES = `
Examples:
  t2t local up                                 until Ctrl-C
  t2t local up --detach                        in the background, until t2t local down
  t2t local up --port 4567 --data /tmp/second  a second one beside it

SageMaker in a process of its own, beside another emulator or another embedded AWS:
  t2t local up --sagemaker-endpoint http://127.0.0.1:4567
  t2t local up --only sagemaker --others-endpoint http://127.0.0.1:4566 --port 4567 --data .t2t/sagemaker`;

/** Adds `t2t local up`. */
export function registerUpCommand(local: Command): void {
  const command = local
    .command('up')
    .description('start it at 127.0.0.1 and print the settings for other programs')
    .option('--port <number>', 'TCP port; 0 for any that is free', parsePort, DEFAULT_PORT)
    .addOption(dataOption())
    .option('--region <region>', 'where everything is', 'us-east-1')
    .option('--account <id>', 'whose everything is, 12 digits', parseAccount, '000000000000')
    .option('--detach', 'leave it in the background once it answers', false);
  addPlacementOptions(command);
  command.addHelpText('after', EXAMPLES).action(
    withErrorHandler(async (options: Omit<UpOptions, 'services'>) => {
      const { up } = await import('./up-command.js');
      await up({ ...options, services: readPlacement({ ...options }) });
    }),
  );
}

function parseAccount(value: string): string {
  if (/^\d{12}$/.test(value)) return value;
  throw new InvalidArgumentError('valid: 12 digits');
}

function parsePort(value: string): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= MAX_PORT) return port;
  throw new InvalidArgumentError(`valid: a whole number from 0 to ${MAX_PORT}`);
}
