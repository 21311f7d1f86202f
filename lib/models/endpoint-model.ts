import {
  type JumpStartEndpointModel,
  resolveEndpointModel,
} from '../../domain/jumpstart/resolve-endpoint-model';
import { type EndpointConfig } from '../config/schema';

/** The version 2.x that an endpoint has for itself; undefined: it answers by one of the deployed models. */
export function endpointModel(
  { model, instanceType }: Pick<EndpointConfig, 'model' | 'instanceType'>,
  region: string,
): JumpStartEndpointModel | undefined {
  if (typeof model === 'string') return undefined;
  return resolveEndpointModel({ ...model.jumpStart, region, instanceType });
}
