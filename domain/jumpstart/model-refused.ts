/**
 * SageMaker could not run this model as asked for. The message says why and what would be valid,
 * so that synth or planning stops with the sentence that the service would give only later.
 */
export class ModelRefused extends Error {
  override readonly name = 'ModelRefused';
}
