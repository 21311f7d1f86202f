import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { addStacks, type DeploymentStacks } from '../../../lib/add-stacks';
import { loadConfig } from '../../../lib/config/load-config';
import { type DeploymentConfig } from '../../../lib/config/schema';
import { prepareModels } from '../../../lib/models/prepare-models';

export const ROOT = join(__dirname, '../../..');

const cdkJson = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')));

/** An app with the feature flags of cdk.json. Without `bundle` functions are not bundled: much faster. */
export function testApp({
  bundle = false,
  outdir,
}: { bundle?: boolean; outdir?: string } = {}): App {
  return new App({
    ...(outdir === undefined ? {} : { outdir }),
    context: { ...cdkJson.context, ...(bundle ? {} : { 'aws:cdk:bundling-stacks': [] }) },
    analyticsReporting: false,
  });
}

export function testStack(): Stack {
  return new Stack(testApp(), 'Test', { env: { region: 'us-east-1' } });
}

/** The repository's configuration NAME, with fields replaced. */
export function testConfig(
  name?: string,
  fields: Partial<DeploymentConfig> = {},
): DeploymentConfig {
  return { ...loadConfig({ directory: join(ROOT, 'config'), name }), ...fields };
}

type StackName = Exclude<keyof DeploymentStacks, 'endpoint'>;

/** The three stacks of a configuration, and their templates. */
export async function synthesize(
  config: DeploymentConfig,
  app: App = testApp(),
): Promise<{ stacks: DeploymentStacks; templates: Record<StackName, Template> }> {
  const stacks = addStacks(app, { config, models: await prepareModels(config, ROOT) });
  return {
    stacks,
    templates: {
      storage: Template.fromStack(stacks.storage),
      model: Template.fromStack(stacks.model),
      pipeline: Template.fromStack(stacks.pipeline),
    },
  };
}
