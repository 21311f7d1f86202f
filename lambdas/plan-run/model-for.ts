import { isTransformInstanceType } from '../../domain/jumpstart/transform-instance-types';
import { type DeployedModel } from '../../domain/run/deployed-model';
import { InvalidRunRequest } from '../../domain/run/errors';
import { nearestName } from '../../domain/run/nearest-name';
import { type RunSettings } from '../../domain/run/request';

/**
 * The deployed model that the request names, if it can run as the request wants it.
 * @throws InvalidRunRequest listing the deployed models, or the model's instance types
 */
export function modelFor(settings: RunSettings, models: readonly DeployedModel[]): DeployedModel {
  const names = models.map(({ name }) => name);
  const model = models.find(({ name }) => name === settings.model);
  if (!model) {
    const near = nearestName(settings.model, names);
    throw new InvalidRunRequest(
      `field 'model' is ${JSON.stringify(settings.model)}, which is not deployed; ` +
        `valid: ${names.join(', ')}${near === undefined ? '' : `. Did you mean '${near}'?`}`,
    );
  }
  const { instanceType } = settings.transform;
  if (!model.supportedInstanceTypes.includes(instanceType)) {
    const why = isTransformInstanceType(instanceType)
      ? `cannot run '${model.name}': its image is made for others`
      : 'is no instance type of batch transform';
    throw new InvalidRunRequest(
      `field 'transform.instanceType' is ${JSON.stringify(instanceType)}, which ${why}; ` +
        `valid: ${model.supportedInstanceTypes.join(', ')}`,
    );
  }
  return model;
}
