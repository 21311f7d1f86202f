import { Tags } from 'aws-cdk-lib';
import { CfnEndpoint, CfnEndpointConfig } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { type EndpointSpec, VARIANT_NAME } from '../../domain/realtime/endpoint-spec';
import { EndpointScaling } from './endpoint-scaling';

/** The endpoint of a spec: one variant of one model, under names that nothing else has ever had. */
export class HostedEndpoint extends Construct {
  constructor(scope: Construct, id: string, spec: EndpointSpec) {
    super(scope, id);
    const config = new CfnEndpointConfig(this, 'Config', {
      endpointConfigName: spec.configName,
      productionVariants: [
        {
          variantName: VARIANT_NAME,
          modelName: spec.modelName,
          instanceType: spec.instanceType,
          initialInstanceCount: spec.initialInstanceCount,
          initialVariantWeight: 1,
          modelDataDownloadTimeoutInSeconds: spec.startUpSeconds,
          containerStartupHealthCheckTimeoutInSeconds: spec.startUpSeconds,
        },
      ],
      ...(spec.volumeKeyArn === null ? {} : { kmsKeyId: spec.volumeKeyArn }),
      // No dataCaptureConfig: texts and answers are kept nowhere.
    });
    const endpoint = new CfnEndpoint(this, 'Endpoint', {
      endpointName: spec.endpointName,
      endpointConfigName: spec.configName,
    });
    // The name is a literal, so the CDK cannot see it.
    endpoint.addResourceDependency(config);
    for (const [key, value] of Object.entries(spec.tags)) Tags.of(this).add(key, value);
    if (spec.scaling) {
      const scaling = new EndpointScaling(this, 'Scaling', spec.endpointName, spec.scaling);
      scaling.node.addDependency(endpoint);
    }
  }
}
