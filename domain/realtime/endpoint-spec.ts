import * as z from 'zod';
import { contractNameSchema } from './contract';

/** SageMaker: `[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}`. */
const entityName = z.string().regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);
const count = z.int().min(1);

/** An endpoint takes one model; SageMaker's own name for a variant that gets every request. */
export const VARIANT_NAME = 'AllTraffic';

/** What the names of a deployment's endpoints begin with; a hash of the content follows. */
export function endpointNamePrefix(stackPrefix: string): string {
  // SageMaker's names have at most 63 characters, of which the hash takes 11.
  return `${stackPrefix.slice(0, 42)}-endpoint`.toLowerCase();
}

/**
 * All that makes the deployment's endpoint: the stack is built from it, and `t2t endpoint up` makes
 * the same again, under the same names, when the lease has deleted it. Output `EndpointSpec`.
 */
export const endpointSpecSchema = z.strictObject({
  endpointName: entityName,
  configName: entityName,
  modelName: entityName,
  contract: contractNameSchema,
  instanceType: z.string(),
  initialInstanceCount: count,
  /** Null: the count stays as it is. */
  scaling: z
    .strictObject({
      minInstanceCount: count,
      maxInstanceCount: count,
      /** Requests a minute that one instance is to get. */
      targetInvocationsPerInstance: z.number().positive(),
    })
    .nullable(),
  /** Seconds, for the download of the artefact and again for the container's first healthy answer. */
  startUpSeconds: z.int().min(60).max(3600),
  /** Of the instances' disks. Null: the instance type encrypts its own. */
  volumeKeyArn: z.string().nullable(),
  leaseHours: z.number().positive(),
  /** Of endpoint and configuration: deployment, contract, lease. */
  tags: z.record(z.string(), z.string()),
});

export type EndpointSpec = z.infer<typeof endpointSpecSchema>;

/** What Application Auto Scaling calls the count of an endpoint's instances. */
export function scalableTarget(endpointName: string) {
  return {
    serviceNamespace: 'sagemaker',
    scalableDimension: 'sagemaker:variant:DesiredInstanceCount',
    resourceId: `endpoint/${endpointName}/variant/${VARIANT_NAME}`,
  } as const;
}

/** Target tracking of one metric. */
export const SCALING_POLICY = {
  policyType: 'TargetTrackingScaling',
  metric: 'SageMakerVariantInvocationsPerInstance',
  /** Seconds: a new instance takes minutes until it answers; to count it again before asks for too many. */
  scaleOutCooldown: 300,
  /** Seconds: as long without load before an instance is given up. */
  scaleInCooldown: 300,
} as const;

export function scalingPolicyName(endpointName: string): string {
  return `${endpointName}-invocations`;
}
