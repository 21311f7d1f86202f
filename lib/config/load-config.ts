import { checkDeploymentSize } from './check-deployment-size';
import { checkEndpoint } from './check-endpoint';
import { checkModels } from './check-models';
import { checkPresets } from './check-presets';
import { checkRunDefaults } from './check-run-defaults';
import { checkSchedules } from './check-schedules';
import { ConfigError } from './config-error';
import { ConfigFiles } from './config-files';
import { describeConfigFault } from './describe-config-fault';
import { configSchema, type DeploymentConfig } from './schema';

export interface LoadConfigOptions {
  /** The overlay of `-c config=NAME`. @default - `default.json` alone */
  readonly name?: string | undefined;
  /** The folder with `default.json`. */
  readonly directory: string;
  /** The application's folder, in which the files of presets are looked for. @default - not looked for */
  readonly root?: string | undefined;
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
  return checkConfig(ConfigFiles.read(options.directory, options.name), options);
}

/** @throws ConfigError in one line: file, field, value and what is valid */
export function checkConfig(
  files: ConfigFiles,
  options: Pick<LoadConfigOptions, 'root' | 'defaultRegion'>,
): DeploymentConfig {
  const region = options.defaultRegion ?? 'us-east-1';
  const checked = configSchema
    .transform((config): DeploymentConfig => ({ ...config, region: config.region ?? region }))
    .superRefine(checkModels)
    .superRefine(checkRunDefaults)
    .superRefine((config, context) => {
      checkPresets(config, options.root, context);
    })
    .superRefine(checkSchedules)
    .superRefine(checkEndpoint)
    .superRefine(checkDeploymentSize)
    .safeParse(files.merged);
  if (checked.success) return checked.data;
  throw new ConfigError(describeConfigFault(checked.error, files, configSchema));
}
