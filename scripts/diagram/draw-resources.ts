import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { context } from '../../cdk.json';
import { addStacks } from '../../lib/add-stacks';
import { loadConfig } from '../../lib/config/load-config';
import { prepareModels } from '../../lib/models/prepare-models';
import { picture } from './resource-groups';
import { resourcesSvg } from './resource-svg';

/** The stacks of the default configuration with their resources, as an SVG document. */
export async function drawResources(root: string): Promise<string> {
  const config = loadConfig({ directory: join(root, 'config'), root });
  // Pictures need no bundles.
  const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } });
  const { storage, model, pipeline } = addStacks(app, {
    config,
    models: await prepareModels(config, root),
    root,
  });
  return resourcesSvg([storage, model, pipeline].map(picture), 'Stacks and resources');
}
