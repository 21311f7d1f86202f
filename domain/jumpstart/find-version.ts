import { nearestName } from '../run/nearest-name';
import { type Catalogue, type CatalogueModel } from './catalogue';
import { ModelRefused } from './model-refused';

/** The catalogue's entry for a model id, or a refusal with the nearest id. */
export function findModel(catalogue: Catalogue, modelId: string): CatalogueModel {
  const model = Object.hasOwn(catalogue.models, modelId) ? catalogue.models[modelId] : undefined;
  if (model) return model;
  const ids = Object.keys(catalogue.models);
  const near = nearestName(modelId, ids);
  const suggestion = near === undefined ? '' : ` Did you mean '${near}'?`;
  throw new ModelRefused(
    `JumpStart model '${modelId}' is not among the text2text models known on ${catalogue.readOn}.${suggestion} Valid: ${ids.join(', ')}.`,
  );
}

/**
 * The one version that `version` means: exact (`1.2.2`) or the newest that begins so (`1.*`).
 * Refuses what batch transform cannot run: 2.x has its artefact as an S3 prefix (ModelDataSource).
 * Source: aws/sagemaker-python-sdk#4777, type docs of ContainerDefinition.ModelDataSource.
 */
export function findVersion(model: CatalogueModel, modelId: string, version: string): string {
  const usable = Object.keys(model.versions);
  const found = newest([...usable, ...model.endpointOnlyVersions].filter(matches(version)));
  if (found === undefined) {
    throw new ModelRefused(
      `JumpStart model '${modelId}' has no version '${version}' in the catalogue. Valid: ${usable.join(', ')}, 1.*.`,
    );
  }
  if (usable.includes(found)) return found;
  throw new ModelRefused(
    `JumpStart model '${modelId}' version '${version}'${found === version ? '' : ` (newest: ${found})`} cannot run in batch transform: its artefact is an S3 prefix (ModelDataSource), which CreateTransformJob refuses. Valid: ${usable.join(', ')}, 1.*.`,
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
