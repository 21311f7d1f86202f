import {
  DescribeEndpointCommand,
  type DescribeEndpointCommandOutput,
  paginateListTags,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';

export interface FoundEndpoint {
  readonly description: DescribeEndpointCommandOutput;
  readonly arn: string;
  readonly created: Date;
  readonly tags: ReadonlyMap<string, string>;
}

/** An endpoint as it is now, with its tags; undefined when there is none. */
export async function findEndpoint(
  sagemaker: SageMakerClient,
  name: string,
): Promise<FoundEndpoint | undefined> {
  const description = await describeEndpoint(sagemaker, name);
  if (!description) return undefined;
  const { EndpointArn: arn = '', CreationTime: created = new Date(0) } = description;
  const tags = new Map<string, string>();
  for await (const { Tags = [] } of paginateListTags({ client: sagemaker }, { ResourceArn: arn })) {
    for (const { Key = '', Value = '' } of Tags) tags.set(Key, Value);
  }
  return { description, arn, created, tags };
}

async function describeEndpoint(sagemaker: SageMakerClient, EndpointName: string) {
  try {
    return await sagemaker.send(new DescribeEndpointCommand({ EndpointName }));
  } catch (error) {
    // "Could not find endpoint ...": a ValidationException, like all that SageMaker does not find.
    if (error instanceof Error && error.name === 'ValidationException') return undefined;
    throw error;
  }
}
