import { InvalidArgumentError } from 'commander';

export type OutputFormat = 'json' | 'table';

/** Commander's parser of `--format`. */
export function parseFormat(value: string): OutputFormat {
  if (value === 'json' || value === 'table') return value;
  throw new InvalidArgumentError('valid: json, table');
}
