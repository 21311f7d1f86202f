import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { HYPER_PARAMETER_NAMES } from '../../../domain/run/hyper-parameters';
import { schemaFiles } from '../../../scripts/schemas/schema-files';

const DOCS = join(__dirname, '..', '..', '..', 'docs');

describe('the JSON Schemas in docs/', () => {
  it.each([...schemaFiles()])('%s is what `npm run schemas` writes now', (name, text) => {
    expect(readFileSync(join(DOCS, name), 'utf8')).toBe(text);
  });

  it('are all of them', () => {
    const committed = readdirSync(DOCS).filter((name) => name.endsWith('.schema.json'));
    expect(committed.toSorted()).toStrictEqual([...schemaFiles().keys()].toSorted());
  });

  const executionInput = z
    .object({
      required: z.array(z.string()).optional(),
      additionalProperties: z.boolean(),
      properties: z.record(
        z.string(),
        z.object({
          anyOf: z
            .array(z.object({ propertyNames: z.object({ enum: z.array(z.string()) }).optional() }))
            .optional(),
        }),
      ),
    })
    .parse(JSON.parse(schemaFiles().get('execution-input.schema.json') ?? ''));

  it('let every field of the execution input be left out, and refuse unknown ones', () => {
    expect(executionInput.required).toBeUndefined();
    expect(executionInput.additionalProperties).toBe(false);
  });

  it("name the container's hyperparameters", () => {
    expect(
      executionInput.properties.hyperParameters?.anyOf?.[0]?.propertyNames?.enum,
    ).toStrictEqual(HYPER_PARAMETER_NAMES);
  });
});
