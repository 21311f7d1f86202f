import { CfnScalableTarget, CfnScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import { Construct } from 'constructs';
import {
  type EndpointSpec,
  scalableTarget,
  SCALING_POLICY,
  scalingPolicyName,
} from '../../domain/realtime/endpoint-spec';

/**
 * Target tracking of an endpoint's instances. Application Auto Scaling acts by its own
 * service-linked role, which it makes itself.
 */
export class EndpointScaling extends Construct {
  constructor(
    scope: Construct,
    id: string,
    endpointName: string,
    scaling: NonNullable<EndpointSpec['scaling']>,
  ) {
    super(scope, id);
    const target = scalableTarget(endpointName);
    const registered = new CfnScalableTarget(this, 'Target', {
      ...target,
      minCapacity: scaling.minInstanceCount,
      maxCapacity: scaling.maxInstanceCount,
    });
    const policy = new CfnScalingPolicy(this, 'Policy', {
      ...target,
      policyName: scalingPolicyName(endpointName),
      policyType: SCALING_POLICY.policyType,
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: SCALING_POLICY.metric },
        targetValue: scaling.targetInvocationsPerInstance,
        scaleOutCooldown: SCALING_POLICY.scaleOutCooldown,
        scaleInCooldown: SCALING_POLICY.scaleInCooldown,
      },
    });
    policy.addResourceDependency(registered);
  }
}
