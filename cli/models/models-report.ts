import { catalogue } from '../../domain/jumpstart/catalogue';
import { type ListedModel, listJumpStartModels } from '../../domain/jumpstart/list-models';
import { CliError } from '../shared/cli-error';
import { type ConfiguredModel, type ConfiguredModels } from './configured-models';

export interface ModelsReport {
  /** Of the images and artefacts below. */
  readonly region: string;
  /** Name of the configuration that `deployedAs` and `ownModels` are of. */
  readonly config: string;
  /** ISO date on which the pinned catalogue was read. */
  readonly catalogueReadOn: string;
  readonly models: readonly ReportedModel[];
  /** Artefacts of the configuration's own. */
  readonly ownModels: readonly Omit<ConfiguredModel, 'jumpStart'>[];
}

export interface ReportedModel extends ListedModel {
  /** The configuration's names for it, each with its version and instance type. */
  readonly deployedAs: readonly {
    readonly name: string;
    readonly version: string;
    readonly defaultInstanceType: string;
  }[];
}

/** @throws CliError for a region in which no model has an image */
export function modelsReport(
  config: string,
  configured: ConfiguredModels,
  region: string = configured.region,
): ModelsReport {
  const regions = Object.keys(catalogue.container.registryAccounts);
  if (!regions.includes(region)) {
    throw new CliError(
      `no model has an image in region '${region}'; valid: ${regions.join(', ')}`,
    );
  }
  return {
    region,
    config,
    catalogueReadOn: catalogue.readOn,
    models: listJumpStartModels(region).map((model) => ({
      ...model,
      deployedAs: configured.models.flatMap(({ name, jumpStart, defaultInstanceType }) =>
        jumpStart?.modelId === model.modelId
          ? [{ name, version: jumpStart.version, defaultInstanceType }]
          : [],
      ),
    })),
    ownModels: configured.models
      .filter(({ jumpStart }) => jumpStart === null)
      .map(({ jumpStart: _, ...own }) => own),
  };
}
