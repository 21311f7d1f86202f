import type * as z from 'zod';
import { checkSettings } from './check-settings';
import { type DeployedModel } from './deployed-model';
import { type Presets } from './deployment';
import { describeInvalid } from './describe-invalid';
import { InvalidRunRequest } from './errors';
import { findPreset } from './find-preset';
import { layerInputs } from './layer-inputs';
import {
  requestFields,
  runRequestSchema,
  runSettingsSchema,
  type PresetInput,
  type RunDefaults,
  type RunSettings,
} from './request';

/** Fields that displace each other, when nobody names either: none. */
const NOTHING_NAMED = { references: null, referenceColumn: null, hyperParametersColumn: null };

/**
 * Fills the execution input with the preset that it names and with the deployment's defaults, and
 * checks the result. How a layer lies over another is told at `layerInputs`. A request for another
 * model than the default one runs on that model's own instance type, unless it names one.
 *
 * @throws InvalidRunRequest naming the field, its value and what would be valid
 */
export function resolveRequest(
  input: unknown,
  defaults: RunDefaults,
  presets: Presets = {},
  models: readonly Pick<DeployedModel, 'name' | 'defaultInstanceType'>[] = [],
): RunSettings {
  // The key picks no setting: it was looked at before anything else.
  const { preset, idempotencyKey: _, ...request } = parse(runRequestSchema, input);
  const asked =
    preset === undefined
      ? request
      : layerInputs(request, overDefaults(findPreset(preset, presets).input, defaults));
  const filled = layerInputs(asked, {
    ...defaults,
    dataset: { ...defaults.dataset, uri: defaults.dataset.uri ?? undefined },
  });
  const dataset = { ...NOTHING_NAMED, ...filled.dataset };
  if (dataset.uri === undefined) {
    throw new InvalidRunRequest(
      "field 'dataset.uri' is missing, and the deployment names no default data set; valid: one " +
        'object as s3://bucket/key, or its key in the data bucket',
    );
  }
  // An unknown model is refused by its name, which needs complete settings.
  const { defaultInstanceType: instanceType = defaults.transform.instanceType } =
    models.find(({ name }) => name === filled.model) ?? {};
  const transform = { instanceType, ...filled.transform };
  const settings = parse(runSettingsSchema, {
    hyperParameters: null,
    ...filled,
    dataset,
    transform,
  });
  checkSettings(settings, { areDefaults: asked.hyperParameters === undefined });
  return settings;
}

/**
 * A preset that leaves open what its other fields belong to (model, data set, format) was written for
 * that of the defaults: a request that names just that displaces nothing.
 */
function overDefaults(preset: PresetInput, { model, dataset }: RunDefaults): PresetInput {
  const { uri, format } = dataset;
  return {
    model,
    ...preset,
    dataset: { ...(uri === null ? {} : { uri }), format, ...preset.dataset },
  };
}

function parse<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new InvalidRunRequest(describeInvalid(result.error, input, requestFields));
}
