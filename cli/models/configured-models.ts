/** A model that a configuration deploys. */
export interface ConfiguredModel {
  /** The name by which a run picks it. */
  readonly name: string;
  /** Null: an own artefact. */
  readonly jumpStart: { readonly modelId: string; readonly version: string } | null;
  readonly image: string;
  /** How the container is spoken to. */
  readonly contract: string;
  readonly defaultInstanceType: string;
  readonly supportedInstanceTypes: readonly string[];
}

export interface ConfiguredModels {
  /** Where the configuration deploys. */
  readonly region: string;
  readonly models: readonly ConfiguredModel[];
}

/**
 * Reads `config/NAME.json`. The command line is told how: it does not import the deployment's code.
 * @throws CliError in one line for a configuration that does not synthesize
 */
export type LoadConfiguredModels = (name: string) => Promise<ConfiguredModels>;
