import { type Catalogue, catalogue as pinnedCatalogue } from './catalogue';
import { ModelRefused } from './model-refused';
import { type JumpStartModel, type JumpStartRequest, resolveJumpStartModel } from './resolve-model';
import { transformTypesOfFamily } from './transform-instance-types';

export interface ListedModel {
  readonly modelId: string;
  /** JumpStart no longer lists it; deployed only with `allowDeprecated: true`. */
  readonly deprecated: boolean;
  /** ISO date. */
  readonly lastSeen: string;
  readonly versions: readonly ListedVersion[];
}

/** What a version is in one region: resolved, or the sentence that refuses it. */
export type ListedVersion = RunnableVersion | RefusedVersion;

export interface RunnableVersion extends Pick<
  JumpStartModel,
  'version' | 'contract' | 'modelDataUrl' | 'environment' | 'networkIsolation'
> {
  readonly batchTransform: true;
  /** JumpStart's own; the first image is the one made for it. */
  readonly defaultInstanceType: string;
  readonly images: readonly {
    readonly image: string;
    readonly supportedInstanceTypes: readonly string[];
  }[];
}

export interface RefusedVersion {
  readonly version: string;
  readonly batchTransform: false;
  readonly reason: string;
}

/** The whole catalogue as it is in one region, by model id; deprecated models are resolved too. */
export function listJumpStartModels(
  region: string,
  catalogue: Catalogue = pinnedCatalogue,
): ListedModel[] {
  return Object.entries(catalogue.models).map(([modelId, model]) => ({
    modelId,
    deprecated: !model.listed,
    lastSeen: model.lastSeen,
    versions: [...Object.keys(model.versions), ...Object.keys(model.endpointVersions)].map(
      (version) => listVersion({ modelId, version, region, allowDeprecated: true }, catalogue),
    ),
  }));
}

function listVersion(request: JumpStartRequest, catalogue: Catalogue): ListedVersion {
  try {
    const byDefault = resolveJumpStartModel(request, catalogue);
    const others = catalogue.container.images
      .map(({ instanceFamilies }) => instanceFamilies.flatMap(transformTypesOfFamily)[0])
      .map((instanceType) => resolveJumpStartModel({ ...request, instanceType }, catalogue))
      .filter(({ image }) => image !== byDefault.image);
    const { version, contract, modelDataUrl, environment, networkIsolation } = byDefault;
    return {
      version,
      batchTransform: true,
      contract,
      modelDataUrl,
      environment,
      networkIsolation,
      defaultInstanceType: byDefault.defaultInstanceType,
      images: [byDefault, ...others].map(({ image, supportedInstanceTypes }) => ({
        image,
        supportedInstanceTypes,
      })),
    };
  } catch (error) {
    if (!(error instanceof ModelRefused)) throw error;
    return { version: request.version, batchTransform: false, reason: error.message };
  }
}
