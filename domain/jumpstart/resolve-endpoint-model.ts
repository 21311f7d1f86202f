import { type Catalogue, catalogue as pinnedCatalogue } from './catalogue';
import { entry } from './catalogue-entry';
import { findRegistry } from './find-image';
import { findEndpointVersion, findModel } from './find-version';
import { ModelRefused } from './model-refused';
import { refuseDeprecated } from './refuse-deprecated';
import { type JumpStartRequest } from './resolve-model';

/** A version 2.x: everything that CreateModel for an endpoint needs to know. */
export interface JumpStartEndpointModel {
  readonly modelId: string;
  readonly version: string;
  readonly contract: 'tgi-2.x';
  readonly image: string;
  /** S3 prefix of the uncompressed artefact (ModelDataSource), in the region's JumpStart bucket. */
  readonly modelDataPrefix: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly networkIsolation: boolean;
  readonly instanceType: string;
}

/**
 * Resolves a JumpStart text2text model of version 2.x for an endpoint in one region. Only the
 * instance types that JumpStart lists: the number of GPUs must be known, over which it is spread.
 *
 * @param request its `version` is exact (`2.3.16`) or `2.*`
 * @throws ModelRefused for what SageMaker would refuse, with the reason and what would be valid
 */
export function resolveEndpointModel(
  request: JumpStartRequest,
  catalogue: Catalogue = pinnedCatalogue,
): JumpStartEndpointModel {
  const { modelId, region } = request;
  const { endpointContainer: container } = catalogue;
  const model = findModel(catalogue, modelId);
  const version = findEndpointVersion(model, modelId, request.version);
  const { artifactPrefix, profile: profileName } = entry(model.endpointVersions, version);
  const profile = entry(catalogue.endpointProfiles, profileName);
  refuseDeprecated(catalogue, request);

  const accounts = { ...catalogue.container.registryAccounts, ...container.moreRegistryAccounts };
  const registry = findRegistry(accounts, modelId, region);
  const { instanceType = profile.defaultInstanceType } = request;
  const types = profile.gpusByInstanceType;
  if (!Object.hasOwn(types, instanceType)) {
    throw new ModelRefused(
      'instanceType',
      `JumpStart model '${modelId}' ${version} does not run on '${instanceType}'; valid: ${Object.keys(types).join(', ')}`,
    );
  }
  return {
    modelId,
    version,
    contract: container.contract,
    image: `${registry}/${container.image}`,
    modelDataPrefix: `s3://jumpstart-cache-prod-${region}/${artifactPrefix}`,
    environment: { ...container.environment, SM_NUM_GPUS: String(entry(types, instanceType)) },
    networkIsolation: container.networkIsolation,
    instanceType,
  };
}
