import { join, resolve } from 'node:path';
import { Option } from 'commander';
import { DATA_DIR } from '../local/folders';

export interface DataOption {
  /** Absolute. */
  readonly data: string;
}

/** `--data DIR`, which tells one embedded AWS of this machine from another. */
export function dataOption(): Option {
  return new Option('--data <dir>', 'the directory that holds all it knows')
    .argParser((directory) => resolve(directory))
    .default(join(DATA_DIR, 'aws'), '.t2t/aws');
}
