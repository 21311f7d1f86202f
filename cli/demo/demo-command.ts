import { join } from 'node:path';
import { runIdOf } from '../../domain/run/names';
import { type EmbeddedAws } from '../../local/embedded-aws';
import { ROOT, runFolder } from '../local/folders';
import { withEmbeddedAws } from '../local/with-embedded-aws';
import { run } from '../run/run-command';
import { runName } from '../run/run-name';

export interface DemoOptions {
  readonly limit?: number;
  readonly keep: boolean;
}

const DATASET = join(ROOT, 'examples', 'debian-packages', 'test.jsonl');

/** Runs the defaults of `config/local.json` on the example data, in an embedded AWS of its own. */
export async function demo({ limit, keep }: DemoOptions): Promise<void> {
  await withEmbeddedAws(async ({ aws, clients, deployment, untilInterrupted }) => {
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
    await untilInterrupted();
  });
}

function keepText({ endpoint, region }: EmbeddedAws, stateMachineArn: string): string {
  // SDKs read AWS_REGION; version 1 of the AWS CLI reads AWS_DEFAULT_REGION only.
  return `
The embedded AWS runs at ${endpoint} until Ctrl-C. For another terminal:
  export AWS_ENDPOINT_URL=${endpoint} AWS_REGION=${region} AWS_DEFAULT_REGION=${region} AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
AWS CLI before 2.13 and boto3 before 1.28 (those of Debian 12) do not read AWS_ENDPOINT_URL:
  aws --endpoint-url ${endpoint} s3 ls
State machine: ${stateMachineArn}
`;
}
