import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider, numberProperty } from '../resource-provider';

const target = z.looseObject({
  ResourceId: z.string(),
  ScalableDimension: z.string(),
  ServiceNamespace: z.string(),
  MinCapacity: numberProperty,
  MaxCapacity: numberProperty,
});

/** AWS::ApplicationAutoScaling::ScalableTarget, inert: nothing scales here. Ref gives `RESOURCE|DIMENSION|NAMESPACE`. */
export function scalableTargetProvider(): ResourceProvider {
  return defineProvider({
    properties: target,
    replacedBy: ['ResourceId', 'ScalableDimension', 'ServiceNamespace'],
    create({ ResourceId, ScalableDimension, ServiceNamespace }) {
      const physicalId = [ResourceId, ScalableDimension, ServiceNamespace].join('|');
      return { physicalId, attributes: { Id: physicalId } };
    },
    update: (_wanted, _request, previous) => previous,
    delete: () => undefined,
  });
}

const policy = z.looseObject({
  PolicyName: z.string(),
  PolicyType: z.string(),
  ScalingTargetId: z.string().optional(),
  ResourceId: z.string().optional(),
  ScalableDimension: z.string().optional(),
  ServiceNamespace: z.string().optional(),
});

/** AWS::ApplicationAutoScaling::ScalingPolicy, inert. Ref gives the ARN. */
export function scalingPolicyProvider({ region, accountId }: EmbeddedServices): ResourceProvider {
  return defineProvider({
    properties: policy,
    replacedBy: [
      'PolicyName',
      'ScalingTargetId',
      'ResourceId',
      'ScalableDimension',
      'ServiceNamespace',
    ],
    create({ PolicyName, ScalingTargetId, ResourceId, ScalableDimension, ServiceNamespace }) {
      const id = ScalingTargetId ?? [ResourceId, ScalableDimension, ServiceNamespace].join('|');
      const [resource, , namespace] = id.split('|');
      const uuid = uuidOf(`${id}|${PolicyName}`);
      const Arn = `arn:aws:autoscaling:${region}:${accountId}:scalingPolicy:${uuid}:resource/${String(namespace)}/${String(resource)}:policyName/${PolicyName}`;
      return { physicalId: Arn, attributes: { Arn, PolicyName } };
    },
    update: (_wanted, _request, previous) => previous,
    delete: () => undefined,
  });
}

/** The same at each deployment, where AWS's is random. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}
