import { type OutputFormat } from '../shared/format-option';
import { type LoadConfiguredModels } from './configured-models';
import { modelsReport } from './models-report';
import { modelsTable } from './models-table';

export interface ModelsOptions {
  readonly config: string;
  readonly region?: string;
  readonly format: OutputFormat;
}

/** `t2t models`: the pinned catalogue, and what of it a configuration deploys. Asks nobody. */
export async function modelsCommand(
  { config, region, format }: ModelsOptions,
  load: LoadConfiguredModels,
): Promise<void> {
  const report = modelsReport(config, await load(config), region);
  const text = format === 'json' ? JSON.stringify(report, null, 2) : modelsTable(report);
  process.stdout.write(`${text}\n`);
}
