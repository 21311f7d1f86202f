import { epochSeconds } from '../transform-job';
import { type Fleet } from './fleet';

export type EndpointStatus =
  'Creating' | 'InService' | 'Updating' | 'RollingBack' | 'Failed' | 'Deleting';

/** An endpoint as the service keeps it. Times in epoch milliseconds. */
export interface Endpoint {
  readonly name: string;
  readonly arn: string;
  readonly creationTime: number;
  /** Aborts when the endpoint is deleted. */
  readonly deleted: AbortController;
  configName: string;
  lastModifiedTime: number;
  status: EndpointStatus;
  failureReason?: string;
  /** What answers; also while an update prepares the next one. */
  fleet?: Fleet;
  /** Creation, update, rescaling or deletion that goes on; never rejects. */
  work: Promise<void>;
}

/** Answer of DescribeEndpoint; members that are undefined do not travel. */
export function describeEndpoint(endpoint: Endpoint): Record<string, unknown> {
  return {
    ...summarizeEndpoint(endpoint),
    EndpointConfigName: endpoint.configName,
    ProductionVariants: endpoint.fleet?.variants.map((variant) => ({
      VariantName: variant.name,
      DeployedImages: [
        {
          SpecifiedImage: variant.image,
          ResolvedImage: variant.image,
          ResolutionTime: epochSeconds(variant.startTime),
        },
      ],
      CurrentWeight: variant.weight,
      DesiredWeight: variant.weight,
      CurrentInstanceCount: variant.instanceCount,
      DesiredInstanceCount: variant.desiredInstanceCount,
    })),
    FailureReason: endpoint.failureReason,
  };
}

/** EndpointSummary, the element of ListEndpoints. */
export function summarizeEndpoint(endpoint: Endpoint): Record<string, unknown> {
  return {
    EndpointName: endpoint.name,
    EndpointArn: endpoint.arn,
    EndpointStatus: endpoint.status,
    CreationTime: epochSeconds(endpoint.creationTime),
    LastModifiedTime: epochSeconds(endpoint.lastModifiedTime),
  };
}

/**
 * `detail` of the event `SageMaker Endpoint State Change`: statuses like IN_SERVICE, times in epoch milliseconds.
 * Source: developer guide, "Automating Amazon SageMaker with Amazon EventBridge".
 */
export function endpointEventDetail(
  endpoint: Endpoint,
  tags: Readonly<Record<string, string>>,
): Record<string, unknown> {
  return {
    EndpointName: endpoint.name,
    EndpointArn: endpoint.arn,
    EndpointConfigName: endpoint.configName,
    ProductionVariants: endpoint.fleet?.variants.map((variant) => ({
      VariantName: variant.name,
      CurrentWeight: variant.weight,
      DesiredWeight: variant.weight,
      CurrentInstanceCount: variant.instanceCount,
      DesiredInstanceCount: variant.desiredInstanceCount,
    })),
    EndpointStatus: upperSnake(endpoint.status),
    FailureReason: endpoint.failureReason,
    CreationTime: endpoint.creationTime,
    LastModifiedTime: endpoint.lastModifiedTime,
    Tags: tags,
  };
}

/** `InService` -> `IN_SERVICE`. */
function upperSnake(status: EndpointStatus): string {
  return status.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
