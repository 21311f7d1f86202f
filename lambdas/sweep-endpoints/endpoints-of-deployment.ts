import {
  DescribeEndpointCommand,
  type EndpointStatus,
  paginateListEndpoints,
  paginateListTags,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { endpointNamePrefix } from '../../domain/realtime/endpoint-spec';
import { type LeasedEndpoint } from '../../domain/realtime/lease';
import { DEPLOYMENT_TAG } from '../../domain/run/names';

/** An endpoint that the deployment, or `t2t endpoint up`, has made. */
export interface OwnEndpoint extends LeasedEndpoint {
  readonly name: string;
  readonly arn: string;
  readonly status: EndpointStatus | undefined;
}

/**
 * The deployment's endpoints, replaced ones that are still there included. The name only narrows the
 * search, as anybody may choose one: the deployment's tag decides.
 */
export async function endpointsOfDeployment(
  sagemaker: SageMakerClient,
  stackPrefix: string,
): Promise<OwnEndpoint[]> {
  const prefix = `${endpointNamePrefix(stackPrefix)}-`;
  const found: OwnEndpoint[] = [];
  // All pages before the first deletion, which would move what is on the next ones.
  const pages = paginateListEndpoints(
    { client: sagemaker, pageSize: 100 },
    { NameContains: prefix },
  );
  for await (const { Endpoints = [] } of pages) {
    for (const {
      EndpointName: name,
      EndpointArn: arn,
      EndpointStatus,
      CreationTime,
    } of Endpoints) {
      if (name === undefined || arn === undefined || CreationTime === undefined) continue;
      if (!name.startsWith(prefix)) continue;
      const tags = await tagsOf(sagemaker, arn);
      if (tags.get(DEPLOYMENT_TAG) !== stackPrefix) continue;
      found.push({ name, arn, status: EndpointStatus, created: CreationTime, tags });
    }
  }
  return found;
}

/** The name of the configuration that an endpoint has now. */
export async function configOf(sagemaker: SageMakerClient, name: string): Promise<string> {
  const endpoint = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }));
  return endpoint.EndpointConfigName ?? name;
}

async function tagsOf(client: SageMakerClient, ResourceArn: string): Promise<Map<string, string>> {
  const tags = new Map<string, string>();
  for await (const { Tags = [] } of paginateListTags({ client }, { ResourceArn })) {
    for (const { Key = '', Value = '' } of Tags) tags.set(Key, Value);
  }
  return tags;
}
