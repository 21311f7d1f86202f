import { createHash } from 'node:crypto';
import { type VpcConfig } from '../config/schema';
import { type PreparedModel } from './prepare-models';

/** SageMaker: at most 63 characters. */
const MAX_NAME = 63;
/** 40 bits: an account would need a million models before two contents meet with probability 1/2. */
const HASH_CHARACTERS = 10;

/** Whatever model of the deployment, now or before: for policies. */
export function modelNamePattern(stackPrefix: string): string {
  return `${stackPrefix}-*`.toLowerCase();
}

/**
 * The SageMaker Model's name: readable, and different for whatever CloudFormation replaces the Model
 * for, as the new one is made while the old one still has its name. A literal name needs no export
 * between stacks. A model that comes back finds its name taken by the one that was retained; then
 * `t2t models prune` removes that one first.
 */
export function modelNameOf(
  stackPrefix: string,
  model: PreparedModel,
  vpc: VpcConfig | null = null,
): string {
  const { image, environment, modelData, networkIsolation } = model;
  const content = {
    image,
    networkIsolation,
    environment: Object.entries(environment).sort(([left], [right]) => (left < right ? -1 : 1)),
    artifact: 'url' in modelData ? modelData.url : modelData.archive.sha256,
    ...(vpc && { subnetIds: vpc.subnetIds, securityGroupIds: vpc.securityGroupIds }),
  };
  const hash = createHash('sha256')
    .update(JSON.stringify(content))
    .digest('hex')
    .slice(0, HASH_CHARACTERS);
  const readable = `${stackPrefix}-${model.name}`.slice(0, MAX_NAME - HASH_CHARACTERS - 1);
  // SageMaker writes ARNs in lower case; a name in lower case leaves no doubt in policies.
  return `${readable.replace(/-+$/, '')}-${hash}`.toLowerCase();
}
