import { type Catalogue, catalogue as pinnedCatalogue, type CatalogueProfile } from './catalogue';
import { findImage, findRegistry } from './find-image';
import { findModel, findVersion } from './find-version';
import { entry } from './catalogue-entry';
import { refuseDeprecated } from './refuse-deprecated';
import { transformTypesOfFamily } from './transform-instance-types';

export interface JumpStartRequest {
  readonly modelId: string;
  /** Exact (`1.2.2`), or `1.*` for the newest 1.x of the catalogue. */
  readonly version: string;
  readonly region: string;
  /** @default - the model's own default */
  readonly instanceType?: string | undefined;
  /**
   * Allow a model that JumpStart no longer lists.
   * @default false
   */
  readonly allowDeprecated?: boolean | undefined;
}

/** Everything that CreateModel and a transform job need to know. */
export interface JumpStartModel {
  readonly modelId: string;
  readonly version: string;
  readonly contract: 'text2text-1.x';
  readonly image: string;
  /** One tarball in the region's JumpStart bucket. */
  readonly modelDataUrl: string;
  readonly environment: Readonly<Record<string, string>>;
  /** EnableNetworkIsolation: the artefacts are complete, nothing is installed when the container starts. */
  readonly networkIsolation: boolean;
  /** The type that was asked for, else the model's own default. */
  readonly defaultInstanceType: string;
  /** Every transform type that the image runs on; those that JumpStart tested come first. */
  readonly supportedInstanceTypes: readonly string[];
}

/**
 * Resolves a JumpStart text2text model for batch transform in one region.
 * The instance type decides the image (CPU or GPU), and a SageMaker Model has one image: a run may
 * choose among `supportedInstanceTypes` only.
 *
 * @throws ModelRefused for what SageMaker would refuse, with the reason and what would be valid
 */
export function resolveJumpStartModel(
  request: JumpStartRequest,
  catalogue: Catalogue = pinnedCatalogue,
): JumpStartModel {
  const { modelId, region } = request;
  const { container } = catalogue;
  const model = findModel(catalogue, modelId);
  const version = findVersion(model, modelId, request.version);
  const { artifactKey, profile: profileName } = entry(model.versions, version);
  const profile = entry(catalogue.profiles, profileName);

  refuseDeprecated(catalogue, request);
  const registry = findRegistry(container.registryAccounts, modelId, region);
  const defaultInstanceType = request.instanceType ?? profile.defaultInstanceType;
  const image = findImage(catalogue, modelId, defaultInstanceType);
  return {
    modelId,
    version,
    contract: container.contract,
    image: `${registry}/${image.name}`,
    modelDataUrl: `s3://jumpstart-cache-prod-${region}/${artifactKey}`,
    environment: { ...container.environment, ...profile.environment },
    networkIsolation: container.networkIsolation,
    defaultInstanceType,
    supportedInstanceTypes: supportedTypes(profile, image.instanceFamilies),
  };
}

function supportedTypes(profile: CatalogueProfile, imageFamilies: readonly string[]): string[] {
  const runnable = imageFamilies.flatMap(transformTypesOfFamily);
  const tested = profile.testedInstanceTypes.filter((type) => runnable.includes(type));
  return [...new Set([...tested, ...runnable])];
}
