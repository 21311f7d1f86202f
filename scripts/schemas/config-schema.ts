import * as z from 'zod';
import { configSchema } from '../../lib/config/schema';
import { CONFIG_FIELD_TEXTS } from './config-field-texts';
import { nameHyperParameters } from './hyper-parameter-names';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema of `config/default.json` and of its overlays, for editors: they complete names,
 * show what a field means, and mark what is unknown.
 */
export function configFileSchema(): JsonSchema {
  const { properties, ...schema } = forEditors(z.toJSONSchema(configSchema, { io: 'input' }), '');
  return {
    title: 'Configuration of a deployment, or an overlay of one',
    ...schema,
    properties: { $schema: { type: 'string' }, ...properties },
  };
}

/**
 * A copy in which each field says what it means. An overlay may leave out whatever merges, so only
 * elements of lists, which are replaced whole, keep their required fields.
 *
 * @param path as `schemaLeaves` has it; not by zod's `override`, which sees a schema that several
 *   fields share only once
 */
function forEditors(schema: JsonSchema, path: string): JsonSchema {
  const { required, properties, items, additionalProperties, anyOf, ...rest } = schema;
  const text = CONFIG_FIELD_TEXTS[path];
  const adapted: JsonSchema = {
    ...rest,
    ...(text ? { description: `${text.meaning} Valid: ${text.valid}.` } : {}),
    ...(required && path.includes('[]') ? { required } : {}),
    ...(properties ? { properties: mapValues(properties, (name) => joined(path, name)) } : {}),
    ...(isSchema(items) ? { items: forEditors(items, `${path}[]`) } : {}),
    ...(isSchema(additionalProperties)
      ? { additionalProperties: forEditors(additionalProperties, joined(path, '*')) }
      : { additionalProperties }),
    // Of what may be null, the whole is described; of several shapes, the fields of each.
    ...(anyOf
      ? {
          anyOf: anyOf.map((each) =>
            isSchema(each) && (!text || each.properties) ? forEditors(each, path) : each,
          ),
        }
      : {}),
  };
  if (path.endsWith('hyperParameters')) nameHyperParameters(adapted);
  return adapted;
}

function mapValues(
  properties: Readonly<Record<string, JsonSchema | boolean>>,
  pathOf: (name: string) => string,
): Record<string, JsonSchema | boolean> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      isSchema(value) ? forEditors(value, pathOf(name)) : value,
    ]),
  );
}

function isSchema(value: JsonSchema['items']): value is JsonSchema {
  return typeof value === 'object' && !Array.isArray(value);
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
