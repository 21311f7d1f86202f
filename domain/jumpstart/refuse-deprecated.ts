import { type Catalogue } from './catalogue';
import { findModel } from './find-version';
import { ModelRefused } from './model-refused';

/** @throws ModelRefused for a model that JumpStart no longer lists, unless the request allows it */
export function refuseDeprecated(
  catalogue: Catalogue,
  request: { readonly modelId: string; readonly allowDeprecated?: boolean | undefined },
): void {
  const { modelId, allowDeprecated = false } = request;
  const model = findModel(catalogue, modelId);
  if (model.listed || allowDeprecated) return;
  const listed = Object.keys(catalogue.models).filter((id) => catalogue.models[id]?.listed);
  throw new ModelRefused(
    'allowDeprecated',
    `JumpStart model '${modelId}' is deprecated, last listed on ${model.lastSeen}; ` +
      `valid: a listed model (${listed.join(', ')}), or allowDeprecated: true`,
  );
}
