import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

test('target and policy of a variant are kept, with the Ref that AWS gives', async () => {
  const { resources } = await harness.deploy({
    Target: {
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      Properties: {
        ResourceId: 'endpoint/texts/variant/AllTraffic',
        ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
        ServiceNamespace: 'sagemaker',
        MinCapacity: 1,
        MaxCapacity: 4,
      },
    },
    Policy: {
      Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      Properties: {
        PolicyName: 'per-instance',
        PolicyType: 'TargetTrackingScaling',
        ScalingTargetId: { Ref: 'Target' },
        TargetTrackingScalingPolicyConfiguration: { TargetValue: 20 },
      },
    },
  });
  expect(resources.get('Target')?.state.physicalId).toBe(
    'endpoint/texts/variant/AllTraffic|sagemaker:variant:DesiredInstanceCount|sagemaker',
  );
  expect(resources.get('Policy')?.state).toEqual({
    physicalId: expect.stringMatching(
      /^arn:aws:autoscaling:us-east-1:000000000000:scalingPolicy:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:resource\/sagemaker\/endpoint\/texts\/variant\/AllTraffic:policyName\/per-instance$/,
    ) as string,
    attributes: {
      Arn: resources.get('Policy')?.state.physicalId,
      PolicyName: 'per-instance',
    },
  });
});
