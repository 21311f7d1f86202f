import type * as z from 'zod';
import { deployedModels } from './check-run-input';
import { type DeploymentConfig } from './schema';

/**
 * A state may hold 256 KB: what the state machine knows of its deployment, and the execution's input,
 * for which a quarter is left.
 */
const MAX_BYTES = 192 * 1024;

/** Long prompts or environments would let every run fail in its first state (States.DataLimitExceeded). */
export function checkDeploymentSize(
  config: DeploymentConfig,
  context: z.RefinementCtx<DeploymentConfig>,
): void {
  const { presets, runDefaults } = config;
  const bytes = Buffer.byteLength(
    JSON.stringify({ presets, runDefaults, models: deployedModels(config) }),
  );
  if (bytes <= MAX_BYTES) return;
  const message =
    `valid: presets, models and runDefaults of at most ${MAX_BYTES} bytes together, which each run ` +
    `hands to a function in one piece; these have ${bytes}`;
  context.addIssue({ code: 'custom', path: ['presets'], message });
}
