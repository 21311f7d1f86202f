import type * as z from 'zod';
import { checkRunInput, SOME_DATASET } from './check-run-input';
import { type DeploymentConfig } from './schema';

/** What `{}` would be refused by: defaults that exclude each other, a prompt that cannot be read. */
export function checkRunDefaults(
  config: DeploymentConfig,
  context: z.RefinementCtx<DeploymentConfig>,
): void {
  const { dataset, ...others } = config.runDefaults;
  // The data set may be left to the input.
  const runDefaults = { ...others, dataset: { ...dataset, uri: dataset.uri ?? SOME_DATASET } };
  checkRunInput({}, { ...config, runDefaults }, (path, message) => {
    // Model and instance type are told by the check of models.
    if (path.length > 0) return;
    context.addIssue({ code: 'custom', path: ['runDefaults'], message });
  });
}
