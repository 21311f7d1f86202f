import { type JsonOperation } from '../../gateway/aws-json';
import { type Hosting } from './hosting';

/** The operations of SageMaker on endpoints and their configurations, by their names in `X-Amz-Target`. */
export function endpointOperations({ configs, endpoints }: Hosting) {
  return {
    CreateEndpointConfig: async (input) => configs.create(input),
    DescribeEndpointConfig: async (input) => configs.describe(input),
    ListEndpointConfigs: async (input) => configs.list(input),
    DeleteEndpointConfig: async (input) => configs.delete(input),
    CreateEndpoint: async (input) => endpoints.create(input),
    DescribeEndpoint: async (input) => endpoints.describe(input),
    ListEndpoints: async (input) => endpoints.list(input),
    UpdateEndpoint: async (input) => endpoints.update(input),
    UpdateEndpointWeightsAndCapacities: async (input) => endpoints.updateWeights(input),
    DeleteEndpoint: async (input) => endpoints.delete(input),
  } satisfies Record<string, JsonOperation>;
}
