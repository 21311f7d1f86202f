import * as z from 'zod';
import { type SageMakerApi } from '../../sagemaker/sagemaker-api';
import { type TagsProperty } from './tags-property';

const listed = z.object({ Tags: z.array(z.object({ Key: z.string() })) });

/** Leaves a resource with exactly these tags. */
export async function replaceTags(
  sagemaker: SageMakerApi,
  ResourceArn: string,
  Tags: TagsProperty,
): Promise<void> {
  const present = listed.parse(await sagemaker.call('ListTags', { ResourceArn })).Tags;
  const TagKeys = present
    .map(({ Key }) => Key)
    .filter((key) => !Tags.some(({ Key }) => Key === key));
  if (TagKeys.length > 0) await sagemaker.call('DeleteTags', { ResourceArn, TagKeys });
  if (Tags.length > 0) await sagemaker.call('AddTags', { ResourceArn, Tags });
}
