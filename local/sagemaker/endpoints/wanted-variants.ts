import { type Models } from '../models';
import { type EndpointConfig } from './endpoint-configs';
import { type UpdateEndpointRequest } from './endpoint-request';
import { type Fleet } from './fleet';
import { type WantedVariant } from './variant';

/** What a configuration wants for an endpoint. @throws AwsError ValidationException if a model is gone */
export function wantedVariants(
  endpointName: string,
  config: EndpointConfig,
  models: Models,
): WantedVariant[] {
  return config.variants.map((variant) => ({
    endpointName,
    variant,
    model: models.get(variant.ModelName),
    weight: variant.InitialVariantWeight,
    instanceCount: variant.InitialInstanceCount,
    volumeKey: config.request.KmsKeyId,
  }));
}

/** The same with the weights and counts of `fleet`, for variants of the same name, as far as the request retains them. */
export function retained(
  wanted: readonly WantedVariant[],
  request: UpdateEndpointRequest,
  fleet: Fleet,
): readonly WantedVariant[] {
  if (!request.RetainAllVariantProperties) return wanted;
  const excluded = (request.ExcludeRetainedVariantProperties ?? []).map(
    ({ VariantPropertyType }) => VariantPropertyType,
  );
  return wanted.map((each) => {
    const running = fleet.find(each.variant.VariantName);
    if (!running) return each;
    return {
      ...each,
      ...(!excluded.includes('DesiredWeight') && { weight: running.weight }),
      ...(!excluded.includes('DesiredInstanceCount') && {
        instanceCount: running.desiredInstanceCount,
      }),
    };
  });
}
