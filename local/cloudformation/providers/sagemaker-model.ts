import * as z from 'zod';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, booleanProperty, defineProvider, kept } from '../resource-provider';

const properties = z.strictObject({
  ModelName: z.string().max(63).optional(),
  ExecutionRoleArn: z.string(),
  PrimaryContainer: z.record(z.string(), z.unknown()).optional(),
  Containers: z.array(z.unknown()).optional(),
  EnableNetworkIsolation: booleanProperty.optional(),
  VpcConfig: kept,
  Tags: kept,
});

/** AWS::SageMaker::Model: any change makes a new one, as SageMaker cannot update a model. */
export function modelProvider({ sagemaker }: EmbeddedServices): ResourceProvider {
  return defineProvider({
    properties,
    name: 'ModelName',
    replacedBy: 'all',
    async create(wanted, request) {
      const ModelName = wanted.ModelName ?? request.physicalName({ maxLength: 63 });
      const { ModelArn } = await sagemaker.call('CreateModel', { ...wanted, ModelName });
      return { physicalId: String(ModelArn), attributes: { ModelName } };
    },
    async delete({ attributes: { ModelName } }) {
      await sagemaker.call('DeleteModel', { ModelName });
    },
  });
}
