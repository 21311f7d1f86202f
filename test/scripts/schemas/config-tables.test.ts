import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configSchema } from '../../../lib/config/schema';
import { withFieldTables } from '../../../scripts/schemas/config-tables';
import { schemaLeaves } from '../../../scripts/schemas/schema-leaves';

const PAGE = readFileSync(join(__dirname, '../../../docs/configuration.md'), 'utf8');
const cells = (path: string): string[] => {
  const line = PAGE.split('\n').find((text) => text.startsWith(`| \`${path}\` `)) ?? '';
  return line.split(' | ').map((cell) => cell.replace(/^\||\|$/g, '').trim());
};

describe('docs/configuration.md', () => {
  it('is what `npm run schemas` writes now', () => {
    expect(withFieldTables(PAGE)).toBe(PAGE);
  });

  it('has a line for each field, but those of an input, which are those of runDefaults', () => {
    const paths = schemaLeaves(configSchema)
      .map(({ path }) => path)
      .filter((path) => !path.includes('.input.'));
    expect(paths.filter((path) => cells(path).length !== 4)).toStrictEqual([]);
  });

  it('has the value of config/default.json, or what becomes of a field that is left out', () => {
    const defaults = [
      'stackPrefix',
      'region',
      'runDefaults.dataset.uri',
      'runDefaults.rouge.types[]',
      'limits.invocationRetries',
      'models[].name',
      'models[].networkIsolation',
      'models[].environment.*',
      'datasetBuckets[].keyArn',
    ].map((path) => cells(path)[3]);
    expect(defaults).toStrictEqual([
      '`"Text2TextBatch"`',
      '`null`',
      '`null`',
      '`["rouge1","rouge2","rougeL","rougeLsum"]`',
      '`2`',
      'required',
      '`true`',
      '',
      'left out',
    ]);
  });
});
