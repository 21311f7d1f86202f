import type * as z from 'zod';
import { HYPER_PARAMETER_NAMES } from '../../domain/run/hyper-parameters';

/** The rules of hyperparameters are code, of which a JSON Schema can hold the names. */
export function nameHyperParameters(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.propertyNames !== undefined) {
    schema.propertyNames = { enum: [...HYPER_PARAMETER_NAMES] };
  }
  schema.anyOf?.forEach((alternative) => {
    if (typeof alternative === 'object') nameHyperParameters(alternative);
  });
}
