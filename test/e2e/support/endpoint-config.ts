import { type DeploymentConfig } from '../../../lib/config/schema';

/** The deployment's first model, behind an endpoint. */
export function withEndpoint(
  fields: Partial<NonNullable<DeploymentConfig['endpoint']>> = {},
): (config: DeploymentConfig) => DeploymentConfig {
  return (config) => ({
    ...config,
    endpoint: {
      model: config.models[0]?.name ?? '',
      instanceType: 'ml.m5.xlarge',
      initialInstanceCount: 1,
      minInstanceCount: 1,
      maxInstanceCount: 2,
      targetInvocationsPerInstance: 60,
      leaseHours: 8,
      warnMinutes: 60,
      ...fields,
    },
  });
}
