import { join } from 'node:path';
import { ConfigError } from '../config/config-error';
import { type DeploymentConfig } from '../config/schema';
import { modelFacts, type ModelFacts } from './model-facts';
import { packModel, type PackedModel } from './pack-model';

/** A model that stacks can be made of: constructs are synchronous, packing a folder is not. */
export interface PreparedModel extends Omit<ModelFacts, 'modelData'> {
  readonly modelData: { readonly url: string } | { readonly archive: PackedModel };
}

/** Resolves each configured model for the config's region; folders (relative to `root`) are packed. */
export async function prepareModels(
  config: Pick<DeploymentConfig, 'models' | 'region'>,
  root: string,
): Promise<PreparedModel[]> {
  const cacheDirectory = join(root, '.t2t', 'models');
  return Promise.all(
    config.models.map(async (model, index) => {
      const facts = modelFacts(model, config.region);
      const { modelData } = facts;
      if ('url' in modelData) return { ...facts, modelData };
      try {
        return { ...facts, modelData: { archive: await packModel(join(root, modelData.path), cacheDirectory) } };
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new ConfigError(
          `field 'models[${index}].modelData.path' is "${modelData.path}"; ${reason}`,
          { cause: error },
        );
      }
    }),
  );
}
