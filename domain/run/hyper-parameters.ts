import { nearestName } from './nearest-name';

/** A hyperparameter's value as JSON has it. */
export type HyperParameterValue = string | number | boolean | null;
export type HyperParameters = Readonly<Record<string, unknown>>;

/**
 * What the text2text 1.x container accepts beside `text_inputs`, each with the message that the
 * container itself would give after the job had started and cost something.
 * Source: JumpStart's text2text inference script and the notebook of the AWS article (2023-05).
 */
const RULES: Readonly<
  Record<string, (value: unknown, all: HyperParameters) => string | undefined>
> = {
  batch_size: atLeast('batch_size', 1),
  max_length: atLeast('max_length', 1),
  num_return_sequences: atLeast('num_return_sequences', 1),
  num_beams: (value, all) => atLeast('num_beams', 1)(value, all) ?? beamsCoverSequences(value, all),
  no_repeat_ngram_size: atLeast('no_repeat_ngram_size', 1),
  temperature,
  early_stopping: isBoolean('early_stopping'),
  do_sample: isBoolean('do_sample'),
  top_k: atLeast('top_k', 0),
  top_p: (value) =>
    typeof value === 'number' && value >= 0 && value <= 1
      ? undefined
      : `top_p must be in range [0,1], got ${show(value)}.`,
  // The container seeds numpy too, which takes 32 bits without a sign.
  seed: (value) =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32
      ? undefined
      : `seed must be an integer from 0 to 4294967295, got ${show(value)}.`,
};

export const HYPER_PARAMETER_NAMES: readonly string[] = Object.keys(RULES);

export interface HyperParameterFault {
  readonly name: string;
  /** One sentence that quotes the value and says what is valid. */
  readonly message: string;
}

/**
 * The first hyperparameter that the container would refuse, or undefined when it would take all.
 * A model with fewer abilities may still refuse a value (beams, for example).
 */
export function findHyperParameterFault(
  parameters: HyperParameters,
): HyperParameterFault | undefined {
  for (const [name, value] of Object.entries(parameters)) {
    if (!Object.hasOwn(RULES, name)) {
      const near = nearestName(name, HYPER_PARAMETER_NAMES);
      const suggestion = near === undefined ? '' : ` Did you mean '${near}'?`;
      const valid = HYPER_PARAMETER_NAMES.join(', ');
      return { name, message: `unknown hyperparameter '${name}'.${suggestion} Valid: ${valid}.` };
    }
    const message = RULES[name]?.(value, parameters);
    if (message !== undefined) return { name, message };
  }
  return undefined;
}

function atLeast(name: string, minimum: number) {
  return (value: unknown, _all: HyperParameters): string | undefined => {
    if (!Number.isInteger(value)) return `${name} must be an integer, got ${show(value)}.`;
    return (value as number) >= minimum
      ? undefined
      : `${name} must be at least ${minimum}, got ${show(value)}.`;
  };
}

/** 0 means greedy; a sampler would divide by it. */
function temperature(value: unknown, all: HyperParameters): string | undefined {
  if (typeof value !== 'number' || value < 0) {
    return `temperature must be a float with value at least 0, got ${show(value)}.`;
  }
  return value === 0 && all.do_sample === true
    ? 'temperature must be more than 0 with do_sample, got 0; for greedy answers set do_sample to false.'
    : undefined;
}

function isBoolean(name: string) {
  return (value: unknown): string | undefined =>
    typeof value === 'boolean' ? undefined : `${name} must be a boolean, got ${show(value)}.`;
}

function beamsCoverSequences(beams: unknown, all: HyperParameters): string | undefined {
  const sequences = all.num_return_sequences;
  if (typeof beams !== 'number' || typeof sequences !== 'number' || beams >= sequences) {
    return undefined;
  }
  // With sampling, sequences are drawn apart and need no beams.
  if (all.do_sample === true && beams === 1) return undefined;
  return `num_beams must be at least num_return_sequences. Instead got num_beams=${beams} and num_return_sequences=${sequences}.`;
}

function show(value: unknown): string {
  return JSON.stringify(value);
}
