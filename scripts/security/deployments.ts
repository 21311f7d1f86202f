import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { context } from '../../cdk.json';
import { addStacks } from '../../lib/add-stacks';
import { ConfigFiles } from '../../lib/config/config-files';
import { checkConfig, loadConfig } from '../../lib/config/load-config';
import { type DeploymentConfig } from '../../lib/config/schema';
import { prepareModels } from '../../lib/models/prepare-models';
import { everyFeature } from './every-feature';

export interface SynthesizedDeployment {
  /** Of the overlay in `config/`, or of what it has. */
  readonly name: string;
  /** Synthesized, so that what one stack takes from another has its final name. */
  readonly app: App;
}

/** The deployments that the security of all is judged by. */
export async function deployments(root: string): Promise<SynthesizedDeployment[]> {
  const directory = join(root, 'config');
  const overlay = (name?: string): DeploymentConfig => loadConfig({ directory, root, name });
  const inCode = (content: object): DeploymentConfig =>
    checkConfig(
      ConfigFiles.overlay(directory, { label: 'scripts/security', content: { ...content } }),
      { root },
    );
  const configs: Record<string, DeploymentConfig> = {
    default: overlay(),
    'example-prod': overlay('example-prod'),
    local: overlay('local'),
    'every feature': inCode(everyFeature),
    'endpoint of a batch model': inCode({
      endpoint: { model: 'huggingface-text2text-flan-t5-large', instanceType: 'ml.p3.2xlarge' },
    }),
  };
  return Promise.all(
    Object.entries(configs).map(async ([name, config]) => ({
      name,
      app: await synthesized(config, root),
    })),
  );
}

async function synthesized(config: DeploymentConfig, root: string): Promise<App> {
  // What functions may do does not depend on their code: no bundles.
  const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } });
  addStacks(app, { config, models: await prepareModels(config, root), root });
  app.synth();
  return app;
}
