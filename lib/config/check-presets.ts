import { statSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { InvalidRunRequest } from '../../domain/run/errors';
import { resolveRequest } from '../../domain/run/resolve-request';
import { modelFacts } from '../models/model-facts';
import { type DeploymentConfig, type PresetConfig } from './schema';

/** For presets that leave the data set to the input, and those whose file has no address yet. */
const SOME_DATASET = 'any.jsonl';

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
    const refuse = (path: readonly string[], message: string): void => {
      context.addIssue({ code: 'custom', path: ['presets', name, ...path], message });
    };
    const twin = names.find(
      (other) => other !== name && withoutHyphens(other) === withoutHyphens(name),
    );
    // Both would have the same stack output.
    if (twin !== undefined)
      refuse([], `valid: a name that differs from '${twin}' in more than hyphens`);
    checkFile(preset, root, refuse);
    checkInput(preset, config, refuse);
  }
}

type Refuse = (path: readonly string[], message: string) => void;

function checkFile({ file, input }: PresetConfig, root: string | undefined, refuse: Refuse): void {
  if (file === undefined) return;
  if (input.dataset?.uri !== undefined) {
    refuse(['input', 'dataset', 'uri'], "valid: no uri beside 'file', whose address it becomes");
  }
  if (root === undefined) return;
  const path = join(root, file);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) return;
  refuse(['file'], `valid: a file, relative to the application; there is none at ${path}`);
}

function checkInput(preset: PresetConfig, config: DeploymentConfig, refuse: Refuse): void {
  const { runDefaults, models, region } = config;
  const uri = preset.input.dataset?.uri ?? runDefaults.dataset.uri ?? SOME_DATASET;
  try {
    const deployed = models.map((model) => modelFacts(model, region));
    const { model, transform } = resolveRequest(
      { ...preset.input, dataset: { ...preset.input.dataset, uri } },
      runDefaults,
      {},
      deployed,
    );
    const chosen = deployed.find(({ name }) => name === model);
    if (!chosen) {
      const valid = deployed.map(({ name }) => name).join(', ');
      refuse(['input', 'model'], `valid: one of the models, ${valid}`);
      return;
    }
    const { supportedInstanceTypes } = chosen;
    if (supportedInstanceTypes.includes(transform.instanceType)) return;
    refuse(
      ['input', 'transform', 'instanceType'],
      `valid for model '${model}': ${supportedInstanceTypes.join(', ')}`,
    );
  } catch (error) {
    // Anything else is a fault of the model, which is told where the model is.
    if (error instanceof InvalidRunRequest) refuse(['input'], error.message);
  }
}

function withoutHyphens(name: string): string {
  return name.replaceAll('-', '');
}
