import { DescribeEndpointCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { endpointTrouble } from '../../domain/realtime/endpoint-trouble';

/**
 * Why an endpoint that InvokeEndpoint did not find cannot be invoked, and what to do, in one line.
 * @param otherwise what to say when the control plane does not tell
 */
export async function describeTrouble(
  name: string,
  sagemaker: SageMakerClient,
  otherwise: string,
): Promise<string> {
  try {
    const found = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }));
    return endpointTrouble({
      name,
      status: found.EndpointStatus,
      failureReason: found.FailureReason,
    });
  } catch (error) {
    // "Could not find endpoint ...": a ValidationException, like all that SageMaker does not find.
    const isAbsent = error instanceof Error && error.name === 'ValidationException';
    return isAbsent ? endpointTrouble({ name, status: undefined }) : otherwise;
  }
}
