import type * as z from 'zod';
import { ModelRefused } from '../../domain/jumpstart/model-refused';
import { nearestName } from '../../domain/run/nearest-name';
import { endpointModel } from '../models/endpoint-model';
import { modelFacts } from '../models/model-facts';
import { type Refuse } from './check-run-input';
import { type DeploymentConfig, type EndpointConfig } from './schema';

/** What one field of `endpoint` cannot tell alone: counts and times fit together, the model can run. */
export function checkEndpoint(
  config: DeploymentConfig,
  context: z.RefinementCtx<DeploymentConfig>,
): void {
  const { endpoint } = config;
  if (endpoint === null) return;
  const refuse: Refuse = (path, message) => {
    context.addIssue({ code: 'custom', path: ['endpoint', ...path], message });
  };
  checkCounts(endpoint, refuse);
  const leaseMinutes = endpoint.leaseHours * 60;
  if (endpoint.warnMinutes >= leaseMinutes) {
    refuse(['warnMinutes'], `valid: less than the lease, which is ${leaseMinutes} minutes`);
  }
  try {
    if (typeof endpoint.model === 'string') checkDeployedModel(endpoint.model, config, refuse);
    else endpointModel(endpoint, config.region);
  } catch (error) {
    if (!(error instanceof ModelRefused)) throw error;
    const { field, message } = error;
    if (field === 'region') context.addIssue({ code: 'custom', path: ['region'], message });
    else if (field === 'instanceType') refuse(['instanceType'], message);
    else refuse(['model', 'jumpStart', field], message);
  }
}

function checkCounts(endpoint: EndpointConfig, refuse: Refuse): void {
  const { minInstanceCount: min, maxInstanceCount: max, initialInstanceCount } = endpoint;
  if (min > max) {
    refuse(['minInstanceCount'], `valid: at most maxInstanceCount, which is ${max}`);
  } else if (initialInstanceCount < min || initialInstanceCount > max) {
    refuse(
      ['initialInstanceCount'],
      `valid: from ${min} to ${max}, minInstanceCount to maxInstanceCount`,
    );
  }
}

function checkDeployedModel(name: string, config: DeploymentConfig, refuse: Refuse): void {
  const index = config.models.findIndex((model) => model.name === name);
  const model = config.models[index];
  if (!model) {
    const names = config.models.map((each) => each.name);
    const near = nearestName(name, names);
    const hint = near === undefined ? '' : `. Did you mean '${near}'?`;
    refuse(['model'], `valid: one of the models, ${names.join(', ')}${hint}`);
    return;
  }
  const { supportedInstanceTypes } = modelFacts(model, config.region);
  if (supportedInstanceTypes.includes(config.endpoint?.instanceType ?? '')) return;
  refuse(['instanceType'], `valid for model '${name}': ${supportedInstanceTypes.join(', ')}`);
}
