import * as z from 'zod';
import { type EmbeddedServices } from '../embedded-services';
import { ifThere, isThere } from '../is-gone';
import {
  type ResourceProvider,
  booleanProperty,
  defineProvider,
  kept,
  numberProperty,
} from '../resource-provider';
import { replaceTags } from './sagemaker-tags';
import { tagsProperty } from './tags-property';

const variant = z.looseObject({
  InitialInstanceCount: numberProperty.optional(),
  InitialVariantWeight: numberProperty.optional(),
  VolumeSizeInGB: numberProperty.optional(),
  ModelDataDownloadTimeoutInSeconds: numberProperty.optional(),
  ContainerStartupHealthCheckTimeoutInSeconds: numberProperty.optional(),
  EnableSSMAccess: booleanProperty.optional(),
});

const properties = z.strictObject({
  EndpointConfigName: z.string().max(63).optional(),
  ProductionVariants: z.array(variant),
  DataCaptureConfig: z.looseObject({ EnableCapture: booleanProperty.optional() }).optional(),
  KmsKeyId: z.string().optional(),
  Tags: tagsProperty,
  AsyncInferenceConfig: kept,
  EnableNetworkIsolation: kept,
  ExecutionRoleArn: kept,
  ExplainerConfig: kept,
  ShadowProductionVariants: kept,
  VpcConfig: kept,
});

/** Every property but the tags: SageMaker cannot update a configuration. */
const replacedBy = Object.keys(properties.shape).filter((name) => name !== 'Tags');

/** AWS::SageMaker::EndpointConfig. Ref gives the ARN. */
export function endpointConfigProvider({ sagemaker }: EmbeddedServices): ResourceProvider {
  return defineProvider({
    properties,
    name: 'EndpointConfigName',
    replacedBy,
    async create(wanted, request) {
      const EndpointConfigName =
        wanted.EndpointConfigName ?? request.physicalName({ maxLength: 63 });
      const input = { ...wanted, EndpointConfigName };
      const { EndpointConfigArn } = await sagemaker.call('CreateEndpointConfig', input);
      return { physicalId: String(EndpointConfigArn), attributes: { EndpointConfigName } };
    },
    async update({ Tags }, _, previous) {
      await replaceTags(sagemaker, previous.physicalId, Tags);
      return previous;
    },
    isThere(wanted, request) {
      const EndpointConfigName =
        wanted.EndpointConfigName ?? request.physicalName({ maxLength: 63 });
      return isThere(sagemaker.call('DescribeEndpointConfig', { EndpointConfigName }));
    },
    async discard(wanted, request) {
      const EndpointConfigName =
        wanted.EndpointConfigName ?? request.physicalName({ maxLength: 63 });
      await sagemaker.call('DeleteEndpointConfig', { EndpointConfigName });
    },
    async delete({ attributes: { EndpointConfigName } }) {
      await ifThere(sagemaker.call('DeleteEndpointConfig', { EndpointConfigName }));
    },
  });
}
