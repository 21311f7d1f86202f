import type * as z from 'zod';
import { type ModelField, ModelRefused } from '../../domain/jumpstart/model-refused';
import { modelFacts } from '../models/model-facts';
import { type DeploymentConfig } from './schema';

/** What one field cannot tell alone: names are unique, models can run, the default is one of them. */
export function checkModels(
  config: DeploymentConfig,
  context: z.RefinementCtx<DeploymentConfig>,
): void {
  const refuse = (path: (string | number)[], message: string): void => {
    context.addIssue({ code: 'custom', path, message });
  };
  const names = config.models.map((model) => model.name);
  names.forEach((name, index) => {
    if (names.indexOf(name) !== index) {
      refuse(['models', index, 'name'], 'valid: a name that no other model has');
    }
  });
  const { model, transform } = config.runDefaults;
  if (!names.includes(model)) {
    refuse(['runDefaults', 'model'], `valid: one of the models, ${names.join(', ')}`);
  }
  config.models.forEach((modelConfig, index) => {
    try {
      const { supportedInstanceTypes } = modelFacts(modelConfig, config.region);
      if (modelConfig.name !== model || supportedInstanceTypes.includes(transform.instanceType))
        return;
      refuse(
        ['runDefaults', 'transform', 'instanceType'],
        `valid for model '${model}': ${supportedInstanceTypes.join(', ')}`,
      );
    } catch (error) {
      if (!(error instanceof ModelRefused)) throw error;
      refuse(fieldOfModel(index, error.field), error.message);
    }
  });
}

/** Where the config says what the resolver refuses. */
function fieldOfModel(index: number, field: ModelField): (string | number)[] {
  switch (field) {
    case 'region':
      return ['region'];
    case 'instanceType':
      return ['models', index, 'instanceType'];
    default:
      return ['models', index, 'jumpStart', field];
  }
}
