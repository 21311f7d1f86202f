import type * as z from 'zod';
import { modelFacts } from '../models/model-facts';
import { ConfigError } from './config-error';
import { ConfigFiles } from './config-files';
import { describeConfigFault } from './describe-config-fault';
import { configSchema, type DeploymentConfig } from './schema';

export interface LoadConfigOptions {
  /** The overlay of `-c config=NAME`. @default - `default.json` alone */
  readonly name?: string | undefined;
  /** The folder with `default.json`. */
  readonly directory: string;
  /** Used when the config says `"region": null`. @default 'us-east-1' */
  readonly defaultRegion?: string | undefined;
}

/**
 * Reads `default.json` and an overlay, checks them, and makes the region concrete, so that what
 * SageMaker would refuse there is refused now.
 *
 * @throws ConfigError in one line: file, field, value and what is valid
 */
export function loadConfig(options: LoadConfigOptions): DeploymentConfig {
  const files = ConfigFiles.read(options.directory, options.name);
  const region = options.defaultRegion ?? 'us-east-1';
  const checked = configSchema
    .transform((config): DeploymentConfig => ({ ...config, region: config.region ?? region }))
    .superRefine(checkModels)
    .safeParse(files.merged);
  if (checked.success) return checked.data;
  throw new ConfigError(describeConfigFault(checked.error, files, configSchema));
}

/** What one field cannot tell alone: names are unique, models can run, the default is one of them. */
function checkModels(config: DeploymentConfig, context: z.RefinementCtx<DeploymentConfig>): void {
  const refuse = (path: (string | number)[], message: string): void => {
    context.addIssue({ code: 'custom', path, message });
  };
  const names = config.models.map((model) => model.name);
  names.forEach((name, index) => {
    if (names.indexOf(name) !== index) {
      refuse(['models', index, 'name'], 'valid: a name that no other model has');
    }
  });
  const { model, transform } = config.runDefaults;
  if (!names.includes(model)) {
    refuse(['runDefaults', 'model'], `valid: one of the models, ${names.join(', ')}`);
  }
  config.models.forEach((modelConfig, index) => {
    try {
      const { supportedInstanceTypes } = modelFacts(modelConfig, config.region);
      if (modelConfig.name !== model || supportedInstanceTypes.includes(transform.instanceType))
        return;
      refuse(
        ['runDefaults', 'transform', 'instanceType'],
        `valid for model '${model}': ${supportedInstanceTypes.join(', ')}`,
      );
    } catch (error) {
      const field = 'jumpStart' in modelConfig ? 'jumpStart' : 'instanceType';
      refuse(['models', index, field], error instanceof Error ? error.message : String(error));
    }
  });
}
