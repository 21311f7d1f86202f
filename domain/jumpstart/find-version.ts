import { nearestName } from '../run/nearest-name';
import { type Catalogue, type CatalogueModel } from './catalogue';
import { ModelRefused } from './model-refused';

/** The catalogue's entry for a model id. @throws ModelRefused with the valid ids and the nearest */
export function findModel(catalogue: Catalogue, modelId: string): CatalogueModel {
  const model = Object.hasOwn(catalogue.models, modelId) ? catalogue.models[modelId] : undefined;
  if (model) return model;
  const ids = Object.keys(catalogue.models);
  const near = nearestName(modelId, ids);
  throw new ModelRefused(
    'modelId',
    `JumpStart model '${modelId}' is not among the text2text models known on ${catalogue.readOn}; ` +
      `valid: ${ids.join(', ')}${near === undefined ? '' : `. Did you mean '${near}'?`}`,
  );
}

/**
 * The one version that `version` means: exact (`1.2.2`) or the newest that begins so (`1.*`).
 * Refuses what batch transform cannot run: 2.x has its artefact as an S3 prefix (ModelDataSource).
 * Source: aws/sagemaker-python-sdk#4777, type docs of ContainerDefinition.ModelDataSource.
 *
 * @throws ModelRefused with the versions that there are
 */
export function findVersion(model: CatalogueModel, modelId: string, version: string): string {
  const usable = Object.keys(model.versions);
  const forEndpoints = Object.keys(model.endpointVersions);
  const found = newest([...usable, ...forEndpoints].filter(matches(version)));
  if (found !== undefined && usable.includes(found)) return found;

  const asked = `JumpStart model '${modelId}' `;
  const valid = `valid: ${usable.join(', ')}, 1.*`;
  if (found === undefined) {
    const others = forEndpoints.join(', ');
    throw new ModelRefused(
      'version',
      `${asked}has no version '${version}' in the pinned catalogue; ${valid}` +
        (others === '' ? '' : ` (there is ${others} too, for endpoints only)`),
    );
  }
  throw new ModelRefused(
    'version',
    `${asked}version '${version}'${found === version ? '' : ` (newest: ${found})`} cannot run in ` +
      'batch transform, as its artefact is an S3 prefix (ModelDataSource), which CreateTransformJob ' +
      `refuses; ${valid}`,
  );
}

/**
 * The one version for endpoints that `version` means: exact (`2.3.16`) or the newest that begins so
 * (`2.*`). A 1.x version is served by a SageMaker Model that batch transform uses, too.
 *
 * @throws ModelRefused with the versions that there are
 */
export function findEndpointVersion(
  model: CatalogueModel,
  modelId: string,
  version: string,
): string {
  const usable = Object.keys(model.endpointVersions);
  const found = newest(usable.filter(matches(version)));
  if (found !== undefined) return found;
  const valid = usable.length === 0 ? 'it has none' : `valid: ${usable.join(', ')}, 2.*`;
  throw new ModelRefused(
    'version',
    `JumpStart model '${modelId}' has no version '${version}' that is made for endpoints; ${valid}` +
      ' (a version 1.x answers by the name that it has among the deployed models)',
  );
}

function matches(version: string): (candidate: string) => boolean {
  if (!version.endsWith('*')) return (candidate) => candidate === version;
  const prefix = version.slice(0, -1);
  return (candidate) => candidate.startsWith(prefix);
}

function newest(versions: readonly string[]): string | undefined {
  return [...versions].sort((left, right) => right.localeCompare(left, 'en', { numeric: true }))[0];
}
