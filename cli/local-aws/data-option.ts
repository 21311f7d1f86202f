import { join, resolve } from 'node:path';
import { Option } from 'commander';
import { DATA_DIR } from '../local/folders';

export const DEFAULT_DATA = join(DATA_DIR, 'aws');

export interface DataOption {
  /** Absolute. */
  readonly data: string;
}

/** `--data DIR`, which tells one embedded AWS of this machine from another. */
export function dataOption(): Option {
  return new Option('--data <dir>', 'the directory that holds all it knows')
    .argParser((directory) => resolve(directory))
    .default(DEFAULT_DATA, '.t2t/aws');
}
