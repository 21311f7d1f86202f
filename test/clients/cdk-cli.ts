import assert from 'node:assert/strict';
import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedAws } from '../../local/embedded-aws';
import { type Account, accountOf } from './support/cdk/account';
import { checkSmallApp } from './support/cdk/check-small-app';
import { expectSuccess } from './support/cdk/expect-output';
import { cdkCommand } from './support/cdk/run-cdk';
import { emptyApplicationBuckets } from './support/empty-bucket';

/** How the inventory names resources of these types. */
const KINDS: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'role',
  'AWS::Lambda::Function': 'function',
};
const PIPELINE = 'Text2TextBatch-Pipeline';

/**
 * The CDK's command line, unmodified, deploys this application and a small one into the embedded
 * AWS, and takes both away again, with all that is in their buckets.
 * @param endpoint of a running one; one is started for the check unless given
 */
export async function checkCdkCli(endpoint?: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 't2t-cdk-'));
  const own =
    endpoint === undefined ? await startEmbeddedAws({ dataDir: join(folder, 'aws') }) : undefined;
  try {
    await checkApplications(endpoint ?? own?.endpoint ?? '', folder);
  } finally {
    await own?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function checkApplications(endpoint: string, folder: string): Promise<void> {
  const account = accountOf(endpoint);
  try {
    const cdk = cdkCommand(endpoint, folder);
    const [assembly, outputs] = [join(folder, 'cdk.out'), join(folder, 'outputs.json')];
    const unattended = ['--require-approval', 'never', '--outputs-file', outputs];
    const synthesis = ['-c', 'config=local', '--output', assembly];
    expectSuccess(await cdk('deploy', '--all', ...synthesis, ...unattended), PIPELINE);
    const written = await readFile(outputs, 'utf8');
    assert.match(written, /"StateMachineArn": "arn:aws:states:/);

    const diff = await cdk('diff', '--app', assembly, '--fail');
    expectSuccess(diff, 'Number of stacks with differences: 0');
    const again = await cdk('deploy', '--all', '--app', assembly, ...unattended);
    assert.equal(expectSuccess(again).match(/\(no changes\)/g)?.length, 3, 'nothing to deploy');

    await checkSmallApp(cdk, account, folder);

    await expectListed(account);

    // As docs/deploy.md says: a bucket with objects stays, so they are emptied first.
    await emptyApplicationBuckets(account.s3);
    expectSuccess(await cdk('destroy', '--all', '--app', assembly, '--force'), 'destroyed');
    const left = (await account.inventory()).filter((name) => /text2textbatch/i.test(name));
    assert.deepEqual(left, [], 'nothing is left');
  } finally {
    account.close();
  }
}

/** What is not seen while it stands would not be missed when it stays. */
async function expectListed(account: Account): Promise<void> {
  const { StackResources = [] } = await account.cloudFormation.send(
    new DescribeStackResourcesCommand({ StackName: PIPELINE }),
  );
  const standing = StackResources.flatMap(({ ResourceType = '', PhysicalResourceId = '' }) => {
    const kind = KINDS[ResourceType];
    return kind === undefined ? [] : [`${kind} ${PhysicalResourceId}`];
  });
  const kinds = new Set(standing.map((name) => name.replace(/ .*/, '')));
  assert.deepEqual([...kinds].sort(), ['function', 'role'], 'the stack has both');
  const listed = await account.inventory();
  assert.deepEqual(
    standing.filter((name) => !listed.includes(name)),
    [],
  );
}
