import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { configSchema } from '../../../lib/config/schema';
import { CONFIG_FIELD_TEXTS } from '../../../scripts/schemas/config-field-texts';
import { configFileSchema } from '../../../scripts/schemas/config-schema';
import { schemaLeaves } from '../../../scripts/schemas/schema-leaves';

const ROOT = join(__dirname, '../../..');
const CONFIGS = readdirSync(join(ROOT, 'config'));

const node = z.looseObject({
  description: z.string().optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), node).optional();
  },
  get items() {
    return node.optional();
  },
  get anyOf() {
    return z.array(node).optional();
  },
});
const schema = node.parse(configFileSchema());

describe('the JSON Schema of the configuration', () => {
  it('tells what each field means, and no other', () => {
    const leaves = schemaLeaves(configSchema).map(({ path }) => path);
    expect(Object.keys(CONFIG_FIELD_TEXTS).toSorted()).toStrictEqual(leaves.toSorted());
    const written = JSON.stringify(schema);
    for (const { meaning, valid } of Object.values(CONFIG_FIELD_TEXTS)) {
      expect(written).toContain(JSON.stringify(`${meaning} Valid: ${valid}.`));
    }
  });

  it('lets an overlay leave out what merges, and nothing of an element of a list', () => {
    expect(schema.required).toBeUndefined();
    expect(schema.properties?.runDefaults?.required).toBeUndefined();
    expect(schema.properties?.presets).not.toHaveProperty('additionalProperties.required');
    expect(schema.properties?.models?.items?.anyOf?.[0]?.required).toStrictEqual([
      'name',
      'jumpStart',
    ]);
    expect(schema.properties?.schedules?.items?.required).toStrictEqual([
      'name',
      'expression',
      'input',
    ]);
  });

  it.each(CONFIGS)('config/%s names it, and says nothing that it does not know', (name) => {
    const content = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(readFileSync(join(ROOT, 'config', name), 'utf8')));
    expect(content.$schema).toBe('../docs/config.schema.json');
    const known = Object.keys(schema.properties ?? {});
    expect(Object.keys(content).filter((field) => !known.includes(field))).toStrictEqual([]);
  });
});
