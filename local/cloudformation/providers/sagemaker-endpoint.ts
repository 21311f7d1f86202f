import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { type SageMakerApi } from '../../sagemaker/sagemaker-api';
import { type EmbeddedServices } from '../embedded-services';
import { ifThere, isThere } from '../is-gone';
import { type ResourceProvider, booleanProperty, defineProvider, kept } from '../resource-provider';
import { replaceTags } from './sagemaker-tags';
import { tagsProperty } from './tags-property';

const properties = z.strictObject({
  EndpointName: z.string().max(63).optional(),
  EndpointConfigName: z.string(),
  DeploymentConfig: kept,
  ExcludeRetainedVariantProperties: kept,
  RetainAllVariantProperties: booleanProperty.optional(),
  RetainDeploymentConfig: booleanProperty.optional(),
  Tags: tagsProperty,
});

const description = z.object({
  EndpointConfigName: z.string(),
  EndpointStatus: z.string(),
  FailureReason: z.string().optional(),
});
type Description = z.output<typeof description>;

/** Something goes on with an endpoint that has one of these. Source: API reference, DescribeEndpoint. */
const IN_PROGRESS = ['Creating', 'Updating', 'SystemUpdating', 'RollingBack', 'Deleting'];

/** A container takes seconds to start. */
const POLL_MS = 50;

/**
 * AWS::SageMaker::Endpoint. Ref gives the ARN. Created when it is in service; what fails is deleted and its
 * FailureReason is the stack's. One that somebody else has deleted counts as deleted.
 */
export function endpointProvider({ sagemaker }: EmbeddedServices): ResourceProvider {
  return defineProvider({
    properties,
    name: 'EndpointName',
    replacedBy: ['EndpointName'],
    async create(wanted, request) {
      const EndpointName = wanted.EndpointName ?? request.physicalName({ maxLength: 63 });
      const { EndpointArn } = await sagemaker.call('CreateEndpoint', { ...wanted, EndpointName });
      try {
        await inService(sagemaker, EndpointName);
      } catch (error) {
        // Why it failed is told, whatever becomes of the clean-up: SageMaker shows what it has left.
        await deleteEndpoint(sagemaker, EndpointName).catch(() => undefined);
        throw error;
      }
      return { physicalId: String(EndpointArn), attributes: { EndpointName } };
    },
    async update(wanted, _, previous) {
      const EndpointName = String(previous.attributes.EndpointName);
      const { EndpointConfigName } = await describe(sagemaker, EndpointName);
      if (EndpointConfigName !== wanted.EndpointConfigName) {
        await sagemaker.call('UpdateEndpoint', { ...wanted, EndpointName });
        await inService(sagemaker, EndpointName);
      }
      await replaceTags(sagemaker, previous.physicalId, wanted.Tags);
      return previous;
    },
    isThere({ EndpointName }, request) {
      const name = EndpointName ?? request.physicalName({ maxLength: 63 });
      return isThere(describe(sagemaker, name));
    },
    async discard(wanted, request) {
      const EndpointName = wanted.EndpointName ?? request.physicalName({ maxLength: 63 });
      // After a restart of its process it waits for its containers again, perhaps for long.
      await sagemaker.discardEndpoint?.(EndpointName);
      await deleteEndpoint(sagemaker, EndpointName);
    },
    delete: ({ attributes }) => deleteEndpoint(sagemaker, String(attributes.EndpointName)),
  });
}

async function describe(sagemaker: SageMakerApi, EndpointName: string): Promise<Description> {
  return description.parse(await sagemaker.call('DescribeEndpoint', { EndpointName }));
}

/** Waits until nothing goes on with an endpoint; undefined for one that is not there, or is gone then. */
async function settled(sagemaker: SageMakerApi, name: string): Promise<Description | undefined> {
  for (;;) {
    const endpoint = await ifThere(describe(sagemaker, name));
    if (!endpoint || !IN_PROGRESS.includes(endpoint.EndpointStatus)) return endpoint;
    await pause(POLL_MS);
  }
}

/** @throws Error with the FailureReason of what went on with it */
async function inService(sagemaker: SageMakerApi, name: string): Promise<void> {
  const endpoint = await settled(sagemaker, name);
  if (endpoint?.FailureReason !== undefined) throw new Error(endpoint.FailureReason);
  if (endpoint?.EndpointStatus !== 'InService') {
    throw new Error(`The endpoint is ${endpoint?.EndpointStatus ?? 'deleted'}`);
  }
}

async function deleteEndpoint(sagemaker: SageMakerApi, EndpointName: string): Promise<void> {
  if (!(await settled(sagemaker, EndpointName))) return;
  await ifThere(sagemaker.call('DeleteEndpoint', { EndpointName }));
  await settled(sagemaker, EndpointName);
}
