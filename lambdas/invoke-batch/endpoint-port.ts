import {
  InvokeEndpointCommand,
  type SageMakerRuntimeClient,
} from '@aws-sdk/client-sagemaker-runtime';
import { type InvokePort } from '../../domain/realtime/request-sender';

/** One attempt at InvokeEndpoint: who waits and asks again is the domain's business. */
export function endpointPort(
  client: SageMakerRuntimeClient,
  endpointName: string,
  contentType: string,
): InvokePort {
  return async (body, abortSignal) => {
    const { Body } = await client.send(
      new InvokeEndpointCommand({
        EndpointName: endpointName,
        ContentType: contentType,
        Accept: contentType,
        Body: body,
      }),
      { abortSignal },
    );
    return Body;
  };
}
