import { type VpcConfig } from '../config/schema';
import { contentName } from './content-name';
import { type PreparedModel } from './prepare-models';

/** What decides about a SageMaker Model. */
export type ModelContent = Pick<
  PreparedModel,
  'name' | 'image' | 'environment' | 'networkIsolation'
> & {
  readonly modelData: PreparedModel['modelData'] | { readonly prefix: string };
};

/** Whatever model of the deployment, now or before: for policies. */
export function modelNamePattern(stackPrefix: string): string {
  return `${stackPrefix}-*`.toLowerCase();
}

/**
 * The SageMaker Model's name. A model that comes back finds its name taken by the one that was
 * retained; then `t2t models prune` removes that one first.
 */
export function modelNameOf(
  stackPrefix: string,
  model: ModelContent,
  vpc: VpcConfig | null = null,
): string {
  const { image, environment, modelData, networkIsolation } = model;
  return contentName(`${stackPrefix}-${model.name}`, {
    image,
    networkIsolation,
    environment: Object.entries(environment).sort(([left], [right]) => (left < right ? -1 : 1)),
    artifact: artifactOf(modelData),
    ...(vpc && { subnetIds: vpc.subnetIds, securityGroupIds: vpc.securityGroupIds }),
  });
}

function artifactOf(modelData: ModelContent['modelData']): string {
  if ('prefix' in modelData) return modelData.prefix;
  return 'url' in modelData ? modelData.url : modelData.archive.sha256;
}
