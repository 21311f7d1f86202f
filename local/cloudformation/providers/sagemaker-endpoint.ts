import * as z from 'zod';
import { type Endpoints } from '../../sagemaker/endpoints/endpoints';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, booleanProperty, defineProvider, kept } from '../resource-provider';
import { tagsProperty } from './sagemaker-tags';

const properties = z.strictObject({
  EndpointName: z.string().max(63).optional(),
  EndpointConfigName: z.string(),
  DeploymentConfig: kept,
  ExcludeRetainedVariantProperties: kept,
  RetainAllVariantProperties: booleanProperty.optional(),
  RetainDeploymentConfig: booleanProperty.optional(),
  Tags: tagsProperty,
});

/**
 * AWS::SageMaker::Endpoint. Ref gives the ARN. Created when it is in service; what fails is deleted and its
 * FailureReason is the stack's. One that somebody else has deleted counts as deleted.
 */
export function endpointProvider({ sagemaker }: EmbeddedServices): ResourceProvider {
  const { endpoints, tags } = sagemaker.hosting;
  return defineProvider({
    properties,
    name: 'EndpointName',
    replacedBy: ['EndpointName'],
    async create(wanted, request) {
      const EndpointName = wanted.EndpointName ?? request.physicalName({ maxLength: 63 });
      const { EndpointArn } = endpoints.create({ ...wanted, EndpointName });
      try {
        await settle(endpoints, EndpointName);
      } catch (error) {
        await deleteEndpoint(endpoints, EndpointName);
        throw error;
      }
      return { physicalId: EndpointArn, attributes: { EndpointName } };
    },
    async update(wanted, _, previous) {
      const EndpointName = String(previous.attributes.EndpointName);
      if (endpoints.get(EndpointName).configName !== wanted.EndpointConfigName) {
        endpoints.update({ ...wanted, EndpointName });
        await settle(endpoints, EndpointName);
      }
      tags.set(previous.physicalId, wanted.Tags);
      return previous;
    },
    delete: ({ attributes }) => deleteEndpoint(endpoints, String(attributes.EndpointName)),
  });
}

/** Waits for what goes on with an endpoint. @throws Error with its FailureReason */
async function settle(endpoints: Endpoints, name: string): Promise<void> {
  const endpoint = endpoints.get(name);
  await endpoints.settled(name);
  if (endpoint.failureReason !== undefined) throw new Error(endpoint.failureReason);
  if (endpoint.status !== 'InService') throw new Error(`The endpoint is ${endpoint.status}`);
}

async function deleteEndpoint(endpoints: Endpoints, name: string): Promise<void> {
  await endpoints.settled(name);
  if (endpoints.has(name)) endpoints.delete({ EndpointName: name });
  await endpoints.settled(name);
}
