import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { accountOf } from './support/cdk/account';
import { expectSuccess } from './support/cdk/expect-output';
import { cdkCommand } from './support/cdk/run-cdk';
import { CLIENT_ENVIRONMENT } from './support/command';
import { emptyApplicationBuckets } from './support/empty-bucket';
import { dataOf, t2t, withLocalAws } from './support/local-aws';

const DATASET = join('examples', 'debian-packages', 'test.jsonl');
const CARD = join('models', 't5-debian-synopsis', 'expected-rouge.json');

const scores = z.record(z.string(), z.number());
const card = z.object({
  records: z.number(),
  lead1: z.object({ evaluate_seed_42: scores }),
});
const results = z.object({
  counts: z.object({ submitted: z.number(), scored: z.number() }),
  baselines: z.object({ lead1: z.object({ rouge: scores }) }),
});
const report = z.object({
  roles: z.array(
    z.object({
      statements: z.array(
        z.object({ actions: z.array(z.object({ pattern: z.string(), calls: z.number() })) }),
      ),
    }),
  ),
  denials: z.array(z.unknown()),
});

/**
 * SageMaker alone in one process, everything else in another, and the demo's job across them: the
 * clients know the second only, and what the roles may do decides in both.
 */
export async function checkTwoProcesses(): Promise<void> {
  const port = await freePort();
  await withLocalAws(
    (sagemaker) =>
      withLocalAws(
        (endpoint, folder) => checkDemo(endpoint, folder),
        ['--port', port, '--sagemaker-endpoint', sagemaker],
      ),
    ['--port', '0', '--only', 'sagemaker', '--others-endpoint', `http://127.0.0.1:${port}`],
  );
}

async function checkDemo(endpoint: string, folder: string): Promise<void> {
  const account = accountOf(endpoint);
  const cdk = cdkCommand(endpoint, folder);
  const assembly = join(folder, 'cdk.out');
  try {
    const synthesis = ['-c', 'config=local', '--output', assembly];
    const unattended = ['--require-approval', 'never'];
    expectSuccess(await cdk('deploy', '--all', ...synthesis, ...unattended));

    const download = ['--download', join(folder, 'run')];
    const client = { ...CLIENT_ENVIRONMENT, AWS_ENDPOINT_URL: endpoint };
    await t2t(['run', '--dataset', DATASET, '--name', 'demo', ...download], client);
    await checkResults(join(folder, 'run', 'results.json'));
    await checkRights(folder);

    await emptyApplicationBuckets(account.s3);
    expectSuccess(await cdk('destroy', '--all', '--app', assembly, '--force'), 'destroyed');
    assert.deepEqual(
      (await account.inventory()).filter((name) => /text2textbatch|model/i.test(name)),
      [],
      'nothing is left, in either process',
    );
  } finally {
    account.close();
  }
}

async function checkResults(file: string): Promise<void> {
  const expected = card.parse(JSON.parse(await readFile(CARD, 'utf8')));
  const { counts, baselines } = results.parse(JSON.parse(await readFile(file, 'utf8')));
  assert.deepEqual(counts, { submitted: expected.records, scored: expected.records });
  // It depends on no model: equal to the last bit.
  assert.deepEqual(baselines.lead1.rouge, expected.lead1.evaluate_seed_42);
}

/** The functions' calls of SageMaker are evaluated in its process, and reported by either. */
async function checkRights(folder: string): Promise<void> {
  const text = await t2t(['local', 'iam-report', '--data', dataOf(folder), '--format', 'json']);
  const { roles, denials } = report.parse(JSON.parse(text));
  assert.deepEqual(denials, []);
  const creations = roles
    .flatMap(({ statements }) => statements.flatMap(({ actions }) => actions))
    .filter(({ pattern }) => pattern === 'sagemaker:CreateTransformJob');
  assert.ok(creations.some(({ calls }) => calls > 0));
}

/** One that is free now, and most likely still is when it is asked for a moment later. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' ? String(address?.port) : '';
}
