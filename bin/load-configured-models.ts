import { join } from 'node:path';
import { ROOT } from '../cli/local/folders';
import { type ConfiguredModels } from '../cli/models/configured-models';
import { CliError } from '../cli/shared/cli-error';

/** How the command line learns what a configuration deploys, without knowing lib/ itself. */
export async function loadConfiguredModels(name: string): Promise<ConfiguredModels> {
  const { ConfigError } = await import('../lib/config/config-error.js');
  const { loadConfig } = await import('../lib/config/load-config.js');
  const { modelFacts } = await import('../lib/models/model-facts.js');
  try {
    const { region, models } = loadConfig({
      directory: join(ROOT, 'config'),
      name,
      // What the CDK's command line would take for CDK_DEFAULT_REGION.
      defaultRegion: process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION,
    });
    return { region, models: models.map((model) => modelFacts(model, region)) };
  } catch (error) {
    if (error instanceof ConfigError) throw new CliError(error.message, { cause: error });
    throw error;
  }
}
