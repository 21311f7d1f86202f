import * as z from 'zod';
import { entityName, tags } from '../model-request';

export const endpointName = z.object({ EndpointName: entityName });

/** API reference, CreateEndpoint. */
export const createEndpointRequest = z.object({
  EndpointName: entityName,
  EndpointConfigName: entityName,
  DeploymentConfig: z.unknown().optional(),
  Tags: tags.optional(),
});

/** API reference, UpdateEndpoint. */
export const updateEndpointRequest = z.object({
  EndpointName: entityName,
  EndpointConfigName: entityName,
  RetainAllVariantProperties: z.boolean().optional(),
  ExcludeRetainedVariantProperties: z
    .array(
      z.object({
        VariantPropertyType: z.enum(['DesiredInstanceCount', 'DesiredWeight', 'DataCaptureConfig']),
      }),
    )
    .max(3)
    .optional(),
  DeploymentConfig: z.unknown().optional(),
  RetainDeploymentConfig: z.boolean().optional(),
});

export type UpdateEndpointRequest = z.output<typeof updateEndpointRequest>;

/** API reference, UpdateEndpointWeightsAndCapacities. */
export const updateWeightsRequest = z.object({
  EndpointName: entityName,
  DesiredWeightsAndCapacities: z
    .array(
      z.object({
        VariantName: entityName,
        DesiredWeight: z.number().min(0).optional(),
        DesiredInstanceCount: z.int().min(1).optional(),
        ServerlessUpdateConfig: z.unknown().optional(),
      }),
    )
    .min(1),
});
