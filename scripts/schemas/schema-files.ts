import * as z from 'zod';
import { HYPER_PARAMETER_NAMES } from '../../domain/run/hyper-parameters';
import { runRequestSchema } from '../../domain/run/request';
import { resultsSchema } from '../../domain/run/results';
import { RUN_COMPLETED, runCompletedSchema } from '../../domain/run/run-completed';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The JSON Schemas in `docs/`, by file name, generated from the schemas that the program checks with. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['execution-input.schema.json', text(executionInputSchema())],
    [
      'results.schema.json',
      text({ title: 'results.json of a run', ...z.toJSONSchema(resultsSchema, { reused: 'ref' }) }),
    ],
    [
      'run-completed.schema.json',
      text({
        title: `Detail of the event ${RUN_COMPLETED}`,
        ...z.toJSONSchema(runCompletedSchema, { reused: 'ref' }),
      }),
    ],
  ]);
}

function executionInputSchema(): JsonSchema {
  const schema = z.toJSONSchema(runRequestSchema, {
    io: 'input',
    override: ({ jsonSchema, path }) => {
      // The rules of hyperparameters are code, of which a JSON Schema can hold the names.
      if (path.at(-1) === 'hyperParameters' || path.at(-2) === 'hyperParameters') {
        nameHyperParameters(jsonSchema);
      }
    },
  });
  return { title: 'Execution input of a run', ...schema };
}

function nameHyperParameters(schema: JsonSchema): void {
  if (schema.propertyNames !== undefined)
    schema.propertyNames = { enum: [...HYPER_PARAMETER_NAMES] };
  schema.anyOf?.forEach((alternative) => {
    if (typeof alternative === 'object') nameHyperParameters(alternative);
  });
}

function text(schema: JsonSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
