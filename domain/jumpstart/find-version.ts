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
  const { endpointOnlyVersions } = model;
  const found = newest([...usable, ...endpointOnlyVersions].filter(matches(version)));
  if (found !== undefined && usable.includes(found)) return found;

  const asked = `JumpStart model '${modelId}' `;
  const valid = `valid: ${usable.join(', ')}, 1.*`;
  if (found === undefined) {
    const others = endpointOnlyVersions.join(', ');
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

function matches(version: string): (candidate: string) => boolean {
  if (!version.endsWith('*')) return (candidate) => candidate === version;
  const prefix = version.slice(0, -1);
  return (candidate) => candidate.startsWith(prefix);
}

function newest(versions: readonly string[]): string | undefined {
  return [...versions].sort((left, right) => right.localeCompare(left, 'en', { numeric: true }))[0];
}
