import * as z from 'zod';
import { runRequestSchema } from '../../domain/run/request';
import { resultsSchema } from '../../domain/run/results';
import { RUN_COMPLETED, runCompletedSchema } from '../../domain/run/run-completed';
import { configFileSchema } from './config-schema';
import { nameHyperParameters } from './hyper-parameter-names';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The JSON Schemas in `docs/`, by file name, generated from the schemas that the program checks with. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['config.schema.json', text(configFileSchema())],
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
      if (path.at(-1) === 'hyperParameters' || path.at(-2) === 'hyperParameters') {
        nameHyperParameters(jsonSchema);
      }
    },
  });
  return { title: 'Execution input of a run', ...schema };
}

function text(schema: JsonSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
