import type * as z from 'zod';
import { describeInvalid } from './describe-invalid';
import { InvalidRunRequest } from './errors';
import {
  requestFields,
  runRequestSchema,
  runSettingsSchema,
  type RunDefaults,
  type RunRequest,
  type RunSettings,
} from './request';

/**
 * Fills the execution input with the deployment's defaults and checks the result.
 *
 * `dataset`, `transform` and `rouge` are filled field by field. `hyperParameters` is taken whole:
 * a sampling default must not creep into a greedy request. The default references belong to the
 * default data set, and are not joined to another one.
 *
 * @throws InvalidRunRequest naming the field, its value and what would be valid
 */
export function resolveRequest(input: unknown, defaults: RunDefaults): RunSettings {
  const request = parse(runRequestSchema, input);
  const filled = fill(request, defaults);
  if (filled.dataset.uri === null) {
    throw new InvalidRunRequest(
      "field 'dataset.uri' is missing, and the deployment names no default data set; valid: one " +
        'object as s3://bucket/key, or its key in the data bucket',
    );
  }
  const settings = parse(runSettingsSchema, filled);
  refuseTwoKindsOfHyperParameters(settings, request);
  if (settings.dataset.references !== null && settings.dataset.referenceColumn !== null) {
    throw new InvalidRunRequest(
      `fields 'dataset.referenceColumn' (${JSON.stringify(settings.dataset.referenceColumn)}) and ` +
        `'dataset.references' name references both; valid: one of them, the other null`,
    );
  }
  return settings;
}

function fill(request: RunRequest, defaults: RunDefaults) {
  const ownDataset =
    request.dataset?.uri !== undefined && request.dataset.uri !== defaults.dataset.uri;
  const dataset = {
    ...defaults.dataset,
    ...(ownDataset ? { references: null } : {}),
    ...request.dataset,
  };
  // Whoever names a references file or takes prepared data means those, not the default column.
  const columnIsDefault = request.dataset?.referenceColumn === undefined;
  if (columnIsDefault && (dataset.references !== null || dataset.format === 'prepared')) {
    dataset.referenceColumn = null;
  }
  return {
    dataset,
    prompt: request.prompt ?? defaults.prompt,
    model: request.model ?? defaults.model,
    hyperParameters: fillHyperParameters(request, defaults),
    transform: { ...defaults.transform, ...request.transform },
    rouge: { ...defaults.rouge, ...request.rouge },
  };
}

/** Whoever names a column of hyperparameters means those, not the defaults of the job. */
function fillHyperParameters(request: RunRequest, defaults: RunDefaults) {
  if (request.hyperParameters !== undefined) return request.hyperParameters;
  return typeof request.dataset?.hyperParametersColumn === 'string'
    ? null
    : defaults.hyperParameters;
}

function refuseTwoKindsOfHyperParameters(settings: RunSettings, request: RunRequest): void {
  const column = settings.dataset.hyperParametersColumn;
  if (settings.hyperParameters === null || column === null) return;
  const whose = request.hyperParameters ? '' : " (the deployment's default)";
  throw new InvalidRunRequest(
    `field 'hyperParameters' is ${JSON.stringify(settings.hyperParameters)}${whose} and field ` +
      `'dataset.hyperParametersColumn' is ${JSON.stringify(column)}; with hyperparameters for the job ` +
      'the container ignores those of the records; valid: one of them, the other null',
  );
}

function parse<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new InvalidRunRequest(describeInvalid(result.error, input, requestFields));
}
