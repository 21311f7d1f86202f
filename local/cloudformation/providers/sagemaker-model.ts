import * as z from 'zod';
import { type EmbeddedServices } from '../embedded-services';
import { ifThere, isThere } from '../is-gone';
import { type ResourceProvider, booleanProperty, defineProvider, kept } from '../resource-provider';
import { replaceTags } from './sagemaker-tags';
import { tagsProperty } from './tags-property';

const properties = z.strictObject({
  ModelName: z.string().max(63).optional(),
  ExecutionRoleArn: z.string(),
  PrimaryContainer: z.record(z.string(), z.unknown()).optional(),
  Containers: z.array(z.unknown()).optional(),
  EnableNetworkIsolation: booleanProperty.optional(),
  VpcConfig: kept,
  Tags: tagsProperty,
});

/** Every property but the tags: SageMaker cannot update a model. */
const replacedBy = Object.keys(properties.shape).filter((name) => name !== 'Tags');

/** AWS::SageMaker::Model. Ref gives the ARN. */
export function modelProvider({ sagemaker }: EmbeddedServices): ResourceProvider {
  return defineProvider({
    properties,
    name: 'ModelName',
    replacedBy,
    async create(wanted, request) {
      const ModelName = wanted.ModelName ?? request.physicalName({ maxLength: 63 });
      const { ModelArn } = await sagemaker.call('CreateModel', { ...wanted, ModelName });
      return { physicalId: String(ModelArn), attributes: { ModelName } };
    },
    async update({ Tags }, _, previous) {
      await replaceTags(sagemaker, previous.physicalId, Tags);
      return previous;
    },
    async isThere(wanted, request) {
      const ModelName = wanted.ModelName ?? request.physicalName({ maxLength: 63 });
      return isThere(sagemaker.call('DescribeModel', { ModelName }));
    },
    async discard(wanted, request) {
      const ModelName = wanted.ModelName ?? request.physicalName({ maxLength: 63 });
      await ifThere(sagemaker.call('DeleteModel', { ModelName }));
    },
    async delete({ attributes: { ModelName } }) {
      await ifThere(sagemaker.call('DeleteModel', { ModelName }));
    },
  });
}
