import { DescribeEndpointConfigCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { type EndpointInstances } from '../../domain/cost/endpoint-cost';
import { type ReadyEndpoint } from '../realtime/ready-endpoint';

/** Which instances answer now: how many the endpoint knows, of which type its configuration. */
export async function endpointInstances(
  sagemaker: SageMakerClient,
  { description }: ReadyEndpoint,
): Promise<EndpointInstances[]> {
  const { ProductionVariants: configured = [] } = await sagemaker.send(
    new DescribeEndpointConfigCommand({ EndpointConfigName: description.EndpointConfigName }),
  );
  return (description.ProductionVariants ?? []).map(
    ({ VariantName, CurrentInstanceCount = 0 }) => ({
      instanceType:
        configured.find((variant) => variant.VariantName === VariantName)?.InstanceType ??
        'serverless',
      instanceCount: CurrentInstanceCount,
    }),
  );
}
