import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { addStacks } from '../lib/add-stacks';
import { ConfigError } from '../lib/config/config-error';
import { loadConfig } from '../lib/config/load-config';
import { prepareModels } from '../lib/models/prepare-models';

const ROOT = join(__dirname, '..');

/** The CDK entry: `npx cdk synth|deploy [-c config=NAME]`. Needs no credentials and no network. */
async function synthesize(): Promise<void> {
  const app = new App();
  const name: unknown = app.node.tryGetContext('config');
  const config = loadConfig({
    directory: join(ROOT, 'config'),
    root: ROOT,
    name: typeof name === 'string' ? name : undefined,
    defaultRegion: process.env.CDK_DEFAULT_REGION,
  });
  addStacks(app, {
    config,
    models: await prepareModels(config, ROOT),
    root: ROOT,
    account: process.env.CDK_DEFAULT_ACCOUNT,
  });
  app.synth();
}

synthesize().catch((error: unknown) => {
  // A wrong config is the reader's to correct: one line, no stack trace of ours.
  process.stderr.write(`${error instanceof ConfigError ? error.message : inspectError(error)}\n`);
  process.exitCode = 1;
});

function inspectError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
