import { PromptTemplate, PromptTemplateError } from '../records/prompt-template';
import { showValue } from './describe-invalid';
import { InvalidRunRequest } from './errors';
import { type RunSettings } from './request';

/** SageMaker: MaxConcurrentTransforms x MaxPayloadInMB may be 100 MB at most. */
const MAX_PAYLOAD_IN_FLIGHT_MB = 100;

/**
 * What no field's own schema can tell, and no data set is needed for: so a configuration is checked
 * by it, too.
 *
 * @param areDefaults the hyperparameters are those of the deployment, for the message
 * @throws InvalidRunRequest naming the fields, their values and what would be valid
 */
export function checkSettings(
  settings: RunSettings,
  { areDefaults }: { areDefaults: boolean },
): void {
  refuseTwoKindsOfHyperParameters(settings, areDefaults);
  refuseTwoKindsOfReferences(settings);
  refuseUnreadablePrompt(settings);
  refuseTooMuchInFlight(settings);
}

function refuseTwoKindsOfHyperParameters(settings: RunSettings, areDefaults: boolean): void {
  const column = settings.dataset.hyperParametersColumn;
  if (settings.hyperParameters === null || column === null) return;
  const whose = areDefaults ? " (the deployment's default)" : '';
  throw new InvalidRunRequest(
    `field 'hyperParameters' is ${JSON.stringify(settings.hyperParameters)}${whose} and field ` +
      `'dataset.hyperParametersColumn' is ${JSON.stringify(column)}; with hyperparameters for the job ` +
      'the container ignores those of the records; valid: one of them, the other null',
  );
}

function refuseTwoKindsOfReferences({ dataset }: RunSettings): void {
  if (dataset.references === null || dataset.referenceColumn === null) return;
  throw new InvalidRunRequest(
    `fields 'dataset.referenceColumn' (${JSON.stringify(dataset.referenceColumn)}) and ` +
      `'dataset.references' name references both; valid: one of them, the other null`,
  );
}

function refuseUnreadablePrompt({ prompt, dataset }: RunSettings): void {
  if (dataset.format === 'prepared') return;
  try {
    new PromptTemplate(prompt);
  } catch (cause) {
    if (!(cause instanceof PromptTemplateError)) throw cause;
    throw new InvalidRunRequest(`field 'prompt' is ${showValue(prompt)}; ${cause.message}`, {
      cause,
    });
  }
}

function refuseTooMuchInFlight({
  transform: { maxConcurrentTransforms, maxPayloadInMB },
}: RunSettings): void {
  const product = maxConcurrentTransforms * maxPayloadInMB;
  if (product <= MAX_PAYLOAD_IN_FLIGHT_MB) return;
  throw new InvalidRunRequest(
    `fields 'transform.maxConcurrentTransforms' (${maxConcurrentTransforms}) and ` +
      `'transform.maxPayloadInMB' (${maxPayloadInMB}) multiply to ${product}; ` +
      `valid: a product of at most ${MAX_PAYLOAD_IN_FLIGHT_MB}`,
  );
}
