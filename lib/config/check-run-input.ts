import { ModelRefused } from '../../domain/jumpstart/model-refused';
import { type Presets } from '../../domain/run/deployment';
import { InvalidRunRequest } from '../../domain/run/errors';
import { type RunRequest, type RunSettings } from '../../domain/run/request';
import { resolveRequest } from '../../domain/run/resolve-request';
import { modelFacts, type ModelFacts } from '../models/model-facts';
import { type DeploymentConfig, type PresetConfig } from './schema';

/** Stands for a data set whose address is not known yet. */
export const SOME_DATASET = 'any.jsonl';

/** Tells what is wrong at a path within what is being checked. */
export type Refuse = (path: readonly string[], message: string) => void;

/**
 * Checks an execution input that the config holds (a preset's, a schedule's) as a run would, as far
 * as that is possible without the data: fields that exclude each other, preset, model, instance type.
 *
 * @param refuse is told paths within the input
 */
export function checkRunInput(input: RunRequest, config: DeploymentConfig, refuse: Refuse): void {
  const models = deployedModels(config);
  const settings = settingsOf(input, config, models, refuse);
  // A model that does not exist here, or is wrong itself, is told where the models are.
  if (!settings || models.length < config.models.length) return;
  const { model, transform } = settings;
  const chosen = models.find(({ name }) => name === model);
  if (!chosen) {
    refuse(['model'], `valid: one of the models, ${models.map(({ name }) => name).join(', ')}`);
  } else if (!chosen.supportedInstanceTypes.includes(transform.instanceType)) {
    const valid = chosen.supportedInstanceTypes.join(', ');
    refuse(['transform', 'instanceType'], `valid for model '${model}': ${valid}`);
  }
}

function settingsOf(
  input: RunRequest,
  { runDefaults, presets }: DeploymentConfig,
  models: readonly ModelFacts[],
  refuse: Refuse,
): RunSettings | undefined {
  try {
    return resolveRequest(input, runDefaults, withAddresses(presets), models);
  } catch (error) {
    if (!(error instanceof InvalidRunRequest)) throw error;
    refuse([], error.message);
    return undefined;
  }
}

/** Presets as a run meets them; a file has no address before it is deployed. */
function withAddresses(presets: Readonly<Record<string, PresetConfig>>): Presets {
  return Object.fromEntries(
    Object.entries(presets).map(([name, { description, file, input }]) => [
      name,
      {
        description,
        input:
          file === undefined
            ? input
            : { ...input, dataset: { ...input.dataset, uri: SOME_DATASET } },
      },
    ]),
  );
}

/** The models of a configuration, but for those that are wrong themselves. */
export function deployedModels({ models, region }: DeploymentConfig): ModelFacts[] {
  return models.flatMap((model) => {
    try {
      return [modelFacts(model, region)];
    } catch (error) {
      if (error instanceof ModelRefused) return [];
      throw error;
    }
  });
}
