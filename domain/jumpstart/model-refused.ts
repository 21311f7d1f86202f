/** What of a request for a JumpStart model is at fault. */
export type ModelField = 'modelId' | 'version' | 'allowDeprecated' | 'region' | 'instanceType';

/**
 * SageMaker could not run this model as asked for. The message is one sentence, why and what would be
 * valid, so that synth or planning stops with what the service would say only later.
 */
export class ModelRefused extends Error {
  override readonly name = 'ModelRefused';

  constructor(
    readonly field: ModelField,
    message: string,
  ) {
    super(message);
  }
}
