import { once } from 'node:events';
import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { runIdOf } from '../../domain/run/names';
import { type EmbeddedAws } from '../../local/embedded-aws';
import { ROOT, runFolder } from '../local/folders';
import { withEmbeddedAws } from '../local/with-embedded-aws';
import { run } from '../run/run-command';
import { runName } from '../run/run-name';
import { withErrorHandler } from '../shared/with-error-handler';

interface DemoOptions {
  readonly limit?: number;
  readonly keep: boolean;
}

const DATASET = join(ROOT, 'examples', 'debian-packages', 'test.jsonl');

const EXAMPLES = `
Examples:
  t2t demo
  t2t demo --limit 50
  t2t demo --limit 50 --keep     then, in another terminal, any AWS client with the printed settings`;

export function registerDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('do the main job on real records, on this machine, with no AWS account')
    .option('--limit <records>', 'only the first so many of 1,542 records', parseLimit)
    .option('--keep', 'leave the embedded AWS running until Ctrl-C', false)
    .addHelpText('after', EXAMPLES)
    .action(withErrorHandler(demo));
}

async function demo({ limit, keep }: DemoOptions): Promise<void> {
  await withEmbeddedAws(async ({ aws, clients, deployment }) => {
    const name = runName('demo', new Date());
    const input = limit === undefined ? {} : { dataset: { limit } };
    await run(
      {
        input: JSON.stringify(input),
        dataset: DATASET,
        name,
        wait: true,
        format: 'table',
        download: runFolder(runIdOf(name)),
      },
      clients,
      deployment,
    );
    if (!keep) return;
    process.stderr.write(keepText(aws, deployment.stateMachineArn));
    await once(process, 'SIGINT');
  });
}

function keepText({ endpoint, region }: EmbeddedAws, stateMachineArn: string): string {
  // SDKs read AWS_REGION; version 1 of the AWS CLI reads AWS_DEFAULT_REGION only.
  return `
The embedded AWS runs at ${endpoint} until Ctrl-C. For another terminal:
  export AWS_ENDPOINT_URL=${endpoint} AWS_REGION=${region} AWS_DEFAULT_REGION=${region} AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
State machine: ${stateMachineArn}
`;
}

function parseLimit(value: string): number {
  const limit = Number(value);
  if (Number.isInteger(limit) && limit >= 1) return limit;
  throw new InvalidArgumentError('valid: a whole number of records, at least 1');
}
