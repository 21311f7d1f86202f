import { type TextModel } from '../text-model';
import { type TgiParameters, type TgiRequest } from './read-request';
import { TgiValidationError } from './tgi-error';

/** TGI's default of MAX_STOP_SEQUENCES. */
const MAX_STOP_SEQUENCES = 4;

export interface TgiLimits {
  /** MAX_INPUT_LENGTH: most tokens of an input. */
  readonly maxInputLength: number;
  /** MAX_TOTAL_TOKENS: most tokens of input and output together. */
  readonly maxTotalTokens: number;
}

export interface CheckedInput {
  /** Shortened as `truncate` asks. */
  readonly text: string;
  /** At least 1. */
  readonly maxNewTokens: number;
}

/**
 * Checks a request in TGI's order and words (`router/src/validation.rs`), then what this server does not do, by name.
 * @throws TgiValidationError
 */
export function checkRequest(
  request: TgiRequest,
  limits: TgiLimits,
  model: Pick<TextModel, 'countTokens' | 'lastTokens'>,
): CheckedInput {
  const { inputs, parameters } = request;
  checkParameters(parameters);
  if (inputs === '') refuse('`inputs` cannot be empty');
  refuseUnsupported(request);
  const { truncate } = parameters;
  const { maxInputLength, maxTotalTokens } = limits;
  if (isGiven(truncate) && (truncate === 0 || truncate > maxInputLength)) {
    refuse(
      `\`truncate\` must be strictly positive and less than ${maxInputLength}. Given: ${truncate}`,
    );
  }
  const tokens = model.countTokens(inputs);
  const isCut = isGiven(truncate) && truncate < tokens;
  const length = isCut ? truncate : tokens;
  const maxNewTokens = parameters.max_new_tokens ?? Math.max(maxTotalTokens - length, 0);
  if (length + maxNewTokens > maxTotalTokens) {
    refuse(
      `\`inputs\` tokens + \`max_new_tokens\` must be <= ${maxTotalTokens}. Given: ${length} \`inputs\` tokens and ${maxNewTokens} \`max_new_tokens\``,
    );
  }
  if (length > maxInputLength) {
    refuse(`\`inputs\` must have less than ${maxInputLength} tokens. Given: ${length}`);
  }
  return { text: isCut ? model.lastTokens(inputs, truncate) : inputs, maxNewTokens };
}

function checkParameters(parameters: TgiParameters): void {
  const { temperature, repetition_penalty, frequency_penalty, top_p, typical_p, top_k } =
    parameters;
  if ((temperature ?? 1) <= 0) refuse('`temperature` must be strictly positive');
  if ((repetition_penalty ?? 1) <= 0) refuse('`repetition_penalty` must be strictly positive');
  if (Math.abs(frequency_penalty ?? 0) > 2)
    refuse('`frequency_penalty` must be >= -2.0 and <= 2.0');
  if (isGiven(top_p) && (top_p <= 0 || top_p >= 1)) refuse('`top_p` must be > 0.0 and < 1.0');
  if (isGiven(typical_p) && (typical_p <= 0 || typical_p >= 1)) {
    refuse('`typical_p` must be > 0.0 and < 1.0');
  }
  if (isGiven(top_k) && top_k <= 0) refuse('`top_k` must be strictly positive');
  if (parameters.max_new_tokens === 0) refuse('`max_new_tokens` must be strictly positive');
  const stops = parameters.stop.length;
  if (stops > MAX_STOP_SEQUENCES) {
    refuse(`\`stop\` supports up to ${MAX_STOP_SEQUENCES} stop sequences. Given: ${stops}`);
  }
}

function refuseUnsupported({ parameters, stream }: TgiRequest): void {
  const asked: Readonly<Record<string, boolean>> = {
    adapter_id: isGiven(parameters.adapter_id),
    best_of: (parameters.best_of ?? 1) !== 1,
    decoder_input_details: parameters.decoder_input_details === true,
    details: parameters.details === true,
    frequency_penalty: (parameters.frequency_penalty ?? 0) !== 0,
    grammar: isGiven(parameters.grammar),
    repetition_penalty: (parameters.repetition_penalty ?? 1) !== 1,
    stream,
    top_n_tokens: (parameters.top_n_tokens ?? 0) > 0,
    typical_p: isGiven(parameters.typical_p),
    watermark: parameters.watermark === true,
  };
  const name = Object.keys(asked).find((key) => asked[key]);
  if (name !== undefined) refuse(`\`${name}\` is not supported by the embedded model server`);
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== undefined && value !== null;
}

function refuse(reason: string): never {
  throw new TgiValidationError(reason);
}
