import {
  paginateListModels,
  paginateListTags,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { DEPLOYMENT_TAG } from '../../domain/run/names';

export interface SageMakerModel {
  readonly name: string;
  readonly created: Date;
}

/**
 * The SageMaker Models that deployments with this prefix have made, oldest first. The name only
 * narrows the search; the tag decides, since another prefix may differ in case alone.
 */
export async function deploymentModels(
  client: SageMakerClient,
  stackPrefix: string,
): Promise<SageMakerModel[]> {
  const namePrefix = `${stackPrefix}-`.toLowerCase();
  const found: SageMakerModel[] = [];
  const pages = paginateListModels(
    { client, pageSize: 100 },
    { NameContains: namePrefix, SortBy: 'CreationTime', SortOrder: 'Ascending' },
  );
  for await (const { Models = [] } of pages) {
    for (const { ModelName: name = '', ModelArn: arn = '', CreationTime: created } of Models) {
      if (!name.startsWith(namePrefix) || !(await isTagged(client, arn, stackPrefix))) continue;
      found.push({ name, created: created ?? new Date(0) });
    }
  }
  return found;
}

async function isTagged(
  client: SageMakerClient,
  ResourceArn: string,
  stackPrefix: string,
): Promise<boolean> {
  for await (const { Tags = [] } of paginateListTags({ client }, { ResourceArn })) {
    if (Tags.some(({ Key, Value }) => Key === DEPLOYMENT_TAG && Value === stackPrefix)) return true;
  }
  return false;
}
