import { type Catalogue, catalogue as pinnedCatalogue } from './catalogue';
import { ModelRefused } from './model-refused';
import { type JumpStartModel, type JumpStartRequest, resolveJumpStartModel } from './resolve-model';

export interface ListedModel {
  readonly modelId: string;
  /** JumpStart no longer lists it; deployed only with `allowDeprecated: true`. */
  readonly deprecated: boolean;
  /** ISO date. */
  readonly lastSeen: string;
  readonly versions: readonly ListedVersion[];
}

/** What a version is in one region: resolved, or the sentence that refuses it. */
export type ListedVersion =
  | ({ readonly version: string; readonly batchTransform: true } & ResolvedFacts)
  | { readonly version: string; readonly batchTransform: false; readonly reason: string };

type ResolvedFacts = Omit<JumpStartModel, 'modelId' | 'version'>;

/** The whole catalogue as it is in one region, by model id; deprecated models are resolved too. */
export function listJumpStartModels(
  region: string,
  catalogue: Catalogue = pinnedCatalogue,
): ListedModel[] {
  return Object.entries(catalogue.models).map(([modelId, model]) => ({
    modelId,
    deprecated: !model.listed,
    lastSeen: model.lastSeen,
    versions: [...Object.keys(model.versions), ...model.endpointOnlyVersions].map((version) =>
      listVersion({ modelId, version, region, allowDeprecated: true }, catalogue),
    ),
  }));
}

function listVersion(request: JumpStartRequest, catalogue: Catalogue): ListedVersion {
  try {
    const { modelId: _, version, ...facts } = resolveJumpStartModel(request, catalogue);
    return { version, batchTransform: true, ...facts };
  } catch (error) {
    if (!(error instanceof ModelRefused)) throw error;
    return { version: request.version, batchTransform: false, reason: error.message };
  }
}
