import { InvalidArgumentError, Option } from 'commander';

/** Commander's parser of hyperparameters: their values are checked with the payload. */
export function parseParameters(value: string): Record<string, unknown> {
  const parameters = parseJson(value);
  if (typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters)) {
    return { ...parameters };
  }
  throw new InvalidArgumentError('valid: a JSON object such as {"max_length": 40}');
}

/** Commander's parser of a count. */
export function parseCount(value: string): number {
  const count = Number(value);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError('valid: a whole number, at least 1');
}

/** Commander's parser of `1,2,4`: ascending, each once. */
export function parseCounts(value: string): number[] {
  return [...new Set(value.split(',').map(parseCount))].sort((left, right) => left - right);
}

/** Commander's parser of seconds or milliseconds. */
export function parseDuration(value: string): number {
  const duration = Number(value);
  if (Number.isFinite(duration) && duration > 0) return duration;
  throw new InvalidArgumentError('valid: a number above 0');
}

/** The names are written out: to load the contracts for `--help` would make every command slower. */
export function contractOption(): Option {
  return new Option('--contract <name>', "of the model (default: by the endpoint's tag)").choices([
    'text2text-1.x',
    'tgi-2.x',
  ]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
