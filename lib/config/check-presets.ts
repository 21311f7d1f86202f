import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type * as z from 'zod';
import { type PresetInput } from '../../domain/run/request';
import { checkRunInput, SOME_DATASET, type Refuse } from './check-run-input';
import { type DeploymentConfig, type PresetConfig } from './schema';

/**
 * What the schema cannot tell of presets: the file is there, and what a run would refuse on picking
 * one is refused now.
 *
 * @param root folder of the application; undefined: files are not looked for
 */
export function checkPresets(
  config: DeploymentConfig,
  root: string | undefined,
  context: z.RefinementCtx<DeploymentConfig>,
): void {
  const names = Object.keys(config.presets);
  for (const [name, preset] of Object.entries(config.presets)) {
    const refuse: Refuse = (path, message) => {
      context.addIssue({ code: 'custom', path: ['presets', name, ...path], message });
    };
    const twin = names.find(
      (other) => other !== name && withoutHyphens(other) === withoutHyphens(name),
    );
    // Both would have the same stack output.
    if (twin !== undefined)
      refuse([], `valid: a name that differs from '${twin}' in more than hyphens`);
    checkFile(preset, root, refuse);
    checkRunInput(withDataset(preset, config), config, (path, message) => {
      refuse(['input', ...path], message);
    });
  }
}

function checkFile({ file, input }: PresetConfig, root: string | undefined, refuse: Refuse): void {
  if (file === undefined) return;
  if (input.dataset?.uri !== undefined) {
    refuse(['input', 'dataset', 'uri'], "valid: no uri beside 'file', whose address it becomes");
  }
  if (root === undefined) return;
  const path = resolve(root, file);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) return;
  refuse(['file'], `valid: a file, relative to the application; there is none at ${path}`);
}

/** A preset may leave the data set to the input. */
function withDataset({ file, input }: PresetConfig, config: DeploymentConfig): PresetInput {
  const named = file === undefined ? input.dataset?.uri : SOME_DATASET;
  const uri = named ?? config.runDefaults.dataset.uri ?? SOME_DATASET;
  return { ...input, dataset: { ...input.dataset, uri } };
}

function withoutHyphens(name: string): string {
  return name.replaceAll('-', '');
}
