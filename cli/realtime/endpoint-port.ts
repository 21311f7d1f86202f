import {
  InvokeEndpointCommand,
  type SageMakerRuntimeClient,
} from '@aws-sdk/client-sagemaker-runtime';
import { type InvokePort } from '../../domain/realtime/request-sender';
import { type ReadyEndpoint } from './ready-endpoint';

/** One attempt at InvokeEndpoint. */
export function endpointPort(
  client: SageMakerRuntimeClient,
  { name, contract: { contentType } }: ReadyEndpoint,
): InvokePort {
  return async (body, abortSignal) => {
    const request = new InvokeEndpointCommand({
      EndpointName: name,
      ContentType: contentType,
      Accept: contentType,
      Body: body,
    });
    return (await client.send(request, { abortSignal })).Body;
  };
}
