import { toPythonLiteral } from '../../../domain/python-literal';
import { InvocationError } from '../invocation-error';
import { pythonStr } from './python-str';

/** How texts are generated; what is absent in the payload has transformers' default. */
export interface HyperParameters {
  /** Most tokens of an output, the decoder's start token included; the model's own if undefined. */
  readonly maxLength: number | undefined;
  /** A longer input is cut; the model's own limit if undefined. */
  readonly maxInputTokens: number | undefined;
  readonly numReturnSequences: number;
  /** No n-gram of this size comes twice; off if below 1. */
  readonly noRepeatNgramSize: number;
  readonly doSample: boolean;
  /** At least 0; 0 picks the likeliest token, as greedy does. */
  readonly temperature: number;
  /** Sample among that many of the likeliest tokens; 0 among all. */
  readonly topK: number;
  /** Sample among the likeliest tokens that together have this probability, 0 to 1. */
  readonly topP: number;
  /** Makes sampling repeatable; undefined: different each time. */
  readonly seed: number | undefined;
  /** Texts that go through the model together. */
  readonly batchSize: number;
}

const TEXT_KEY = 'text_inputs';
const VALID_KEYS = [
  TEXT_KEY,
  'max_length',
  'num_return_sequences',
  'num_beams',
  'no_repeat_ngram_size',
  'temperature',
  'early_stopping',
  'do_sample',
  'top_k',
  'top_p',
  'seed',
  'batch_size',
];

type Fields = Readonly<Record<string, unknown>>;

/** The text or texts of a payload. The messages of this file are those of JumpStart's script. */
export function readTextInputs(payload: Fields): string | string[] {
  if (!Object.hasOwn(payload, TEXT_KEY)) {
    throw new InvocationError(`Input payload must contain ${TEXT_KEY} key.`);
  }
  const inputs = payload[TEXT_KEY];
  if (typeof inputs === 'string') return inputs;
  if (Array.isArray(inputs) && inputs.every((input) => typeof input === 'string')) return inputs;
  throw new InvocationError(
    `${TEXT_KEY} must be a string or a list of strings, got ${pythonStr(inputs)}.`,
  );
}

/**
 * Checks and reads the hyperparameters of a payload (or of HYPER_PARAMS).
 * The container asks `type(x) == int`; JSON's 50.0 is the number 50 here and passes as one.
 *
 * @throws InvocationError with the container's message
 */
export function readHyperParameters(payload: Fields): HyperParameters {
  for (const key of Object.keys(payload)) {
    if (!VALID_KEYS.includes(key)) {
      throw new InvocationError(
        `Input payload contains an invalid key ${key}. Valid keys are ${toPythonLiteral(VALID_KEYS)}`,
      );
    }
  }
  const maxLength = readInteger(payload, 'max_length', 1);
  const numReturnSequences = readInteger(payload, 'num_return_sequences', 1);
  const numBeams = readInteger(payload, 'num_beams', 1);
  const noRepeatNgramSize = readInteger(payload, 'no_repeat_ngram_size');
  const temperature = readTemperature(payload);
  readBoolean(payload, 'early_stopping');
  const doSample = readBoolean(payload, 'do_sample') ?? false;
  const topK = readInteger(payload, 'top_k', 0);
  const topP = readTopP(payload);
  const seed = readInteger(payload, 'seed');
  const batchSize = readInteger(payload, 'batch_size', 1);
  checkBeams(numBeams, numReturnSequences, doSample);
  return {
    maxLength,
    maxInputTokens: undefined,
    numReturnSequences: numReturnSequences ?? 1,
    noRepeatNgramSize: noRepeatNgramSize ?? 0,
    doSample,
    temperature: temperature ?? 1,
    topK: topK ?? 50,
    topP: topP ?? 1,
    seed,
    batchSize: batchSize ?? 1,
  };
}

/** Without sampling the container makes absent beams as many as the sequences asked for. */
function checkBeams(
  given: number | undefined,
  sequences: number | undefined,
  doSample: boolean,
): void {
  const beams = given ?? (doSample ? 1 : (sequences ?? 1));
  if (given !== undefined && sequences !== undefined && given < sequences) {
    throw new InvocationError(
      'num_beams must be at least num_return_sequences. ' +
        `Instead got num_beams=${given} and num_return_sequences=${sequences}.`,
    );
  }
  if (beams > 1) {
    const reason = given === undefined ? ' (from num_return_sequences without do_sample)' : '';
    throw new InvocationError(
      `num_beams=${beams}${reason}: beam search is not supported by the embedded model server yet; valid: 1.`,
    );
  }
}

function readInteger(payload: Fields, key: string, least = -Infinity): number | undefined {
  const value = payload[key];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new InvocationError(`${key} must be an integer, got ${pythonStr(value)}.`);
  }
  if (value < least) {
    throw new InvocationError(`${key} must be at least ${least}, got ${pythonStr(value)}.`);
  }
  return value;
}

function readBoolean(payload: Fields, key: string): boolean | undefined {
  const value = payload[key];
  if (value === undefined || typeof value === 'boolean') return value;
  throw new InvocationError(`${key} must be a boolean, got ${pythonStr(value)}.`);
}

function readTemperature(payload: Fields): number | undefined {
  const value = payload.temperature;
  if (value === undefined || (typeof value === 'number' && value >= 0)) return value;
  throw new InvocationError(
    `temperature must be a float with value at least 0, got ${pythonStr(value)}.`,
  );
}

function readTopP(payload: Fields): number | undefined {
  const value = payload.top_p;
  if (value === undefined || (typeof value === 'number' && value >= 0 && value <= 1)) return value;
  // The container's message names top_k here.
  throw new InvocationError(`top_k must be in range [0,1], got ${pythonStr(value)}`);
}
