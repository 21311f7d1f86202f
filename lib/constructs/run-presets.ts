import { resolve } from 'node:path';
import { Construct } from 'constructs';
import { type Presets } from '../../domain/run/deployment';
import { type PresetConfig } from '../config/schema';
import { BundledDataset } from './bundled-dataset';

/** The config's presets as a run picks them, and the data sets that come with them. */
export class RunPresets extends Construct {
  readonly presets: Presets;
  /** Each file once, however many presets use it. */
  readonly datasets: readonly BundledDataset[];

  /** @param root folder that the presets' files are relative to */
  constructor(
    scope: Construct,
    id: string,
    configs: Readonly<Record<string, PresetConfig>>,
    root: string,
  ) {
    super(scope, id);
    const byFile = new Map<string, BundledDataset>();
    const datasetOf = (preset: string, file: string): BundledDataset => {
      const dataset = byFile.get(file) ?? new BundledDataset(this, preset, resolve(root, file));
      byFile.set(file, dataset);
      return dataset;
    };
    this.presets = Object.fromEntries(
      Object.entries(configs).map(([name, { description, file, input }]) => {
        if (file === undefined) return [name, { description, input }];
        const { uri } = datasetOf(name, file);
        return [name, { description, input: { ...input, dataset: { ...input.dataset, uri } } }];
      }),
    );
    this.datasets = [...byFile.values()];
  }
}
