import {
  paginateListModels,
  paginateListTags,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { DEPLOYMENT_TAG, STACK_TAG } from '../../domain/run/names';

export interface SageMakerModel {
  readonly name: string;
  readonly created: Date;
  /** The stack that has made it; undefined where no tag says so. */
  readonly stack: string | undefined;
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
      if (!name.startsWith(namePrefix)) continue;
      const tags = await tagsOf(client, arn);
      if (tags.get(DEPLOYMENT_TAG) !== stackPrefix) continue;
      found.push({ name, created: created ?? new Date(0), stack: tags.get(STACK_TAG) });
    }
  }
  return found;
}

async function tagsOf(client: SageMakerClient, ResourceArn: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { Tags = [] } of paginateListTags({ client }, { ResourceArn })) {
    for (const { Key = '', Value = '' } of Tags) found.set(Key, Value);
  }
  return found;
}
