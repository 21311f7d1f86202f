import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { ConfigError } from '../../../lib/config/config-error';
import { loadConfig } from '../../../lib/config/load-config';
import { configSchema } from '../../../lib/config/schema';
import { schemaLeaves } from '../../../scripts/schemas/schema-leaves';
import { WRONG_FIELDS } from './wrong-fields';

const REPOSITORY_CONFIG = join(__dirname, '../../../config');
const OWN = {
  image: 'registry/image:1',
  environment: { MODE: 'fast' },
  contract: 'text2text-1.x',
  networkIsolation: false,
  instanceType: 'ml.m5.xlarge',
  supportedInstanceTypes: ['ml.m5.2xlarge'],
};
const INPUT = {
  dataset: {
    uri: 'articles.jsonl',
    references: { uri: 'references.jsonl' },
    referenceColumn: null,
  },
};
/** Has every list and every record filled, so that each field has a place to be wrong in. */
const FULL = {
  vpc: {
    vpcId: 'vpc-01234567',
    subnetIds: ['subnet-01234567'],
    securityGroupIds: ['sg-01234567'],
    createEndpoints: { routeTableIds: ['rtb-01234567'] },
  },
  models: [
    {
      name: 'huggingface-text2text-flan-t5-large',
      jumpStart: { modelId: 'huggingface-text2text-flan-t5-large', version: '1.*' },
      instanceType: 'ml.g5.2xlarge',
    },
    { ...OWN, name: 'packed', modelData: { path: 'models/mine' } },
    { ...OWN, name: 'stored', modelData: { url: 's3://bucket/model.tar.gz' } },
  ],
  datasetBuckets: [{ bucketName: 'articles' }],
  runDefaults: INPUT,
  presets: { mine: { description: 'A few records', input: INPUT } },
  schedules: [{ name: 'nightly', expression: 'rate(1 day)', input: INPUT }],
  endpoint: { model: 'packed', instanceType: 'ml.m5.xlarge' },
};
/** The other shape of an endpoint's model. */
const FULL_WITH_JUMPSTART_ENDPOINT = {
  ...FULL,
  endpoint: {
    model: { jumpStart: { modelId: 'huggingface-text2text-flan-t5-large', version: '2.*' } },
    instanceType: 'ml.g5.2xlarge',
  },
};

function fullFor(leaf: string): object {
  return leaf.startsWith('endpoint.model.') ? FULL_WITH_JUMPSTART_ENDPOINT : FULL;
}

/** The place in FULL that a leaf's path means: `models[].image` is a field of the second model. */
function placeOf(leaf: string): (string | number)[] {
  const [list = ''] = leaf.split('[]');
  const model = /\.(jumpStart|name)\b/.test(leaf) ? 0 : leaf.endsWith('.url') ? 2 : 1;
  return leaf
    .replaceAll('[]', list === 'models' ? `.${model}` : '.0')
    .replace('models.1.supportedInstanceTypes.1', 'models.1.supportedInstanceTypes.0')
    .replace('presets.*', 'presets.mine')
    .replace('environment.*', 'environment.MODE')
    .replace('hyperParameters.*', 'hyperParameters.top_k')
    .split('.')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** A copy with one value replaced; what is missing on the way is made. */
function withValue(target: unknown, [key, ...rest]: (string | number)[], value: unknown): unknown {
  if (key === undefined) return value;
  if (typeof key === 'number') {
    const list = z.array(z.unknown()).parse(target ?? []);
    return Object.assign([...list], { [key]: withValue(list[key], rest, value) });
  }
  const object = z.record(z.string(), z.unknown()).parse(target ?? {});
  return { ...object, [key]: withValue(object[key], rest, value) };
}

const shown = (place: readonly (string | number)[]): string =>
  place
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i > 0 ? '.' : ''}${part}`))
    .join('');

describe('a wrong configuration stops in one line', () => {
  let root: string;
  let directory: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'config-'));
    directory = join(root, 'config');
    mkdirSync(directory);
    cpSync(join(REPOSITORY_CONFIG, 'default.json'), join(directory, 'default.json'));
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  function load(overlay: unknown) {
    writeFileSync(join(directory, 'mine.json'), JSON.stringify(overlay));
    return loadConfig({ directory, name: 'mine' });
  }
  function fault(overlay: unknown): string {
    try {
      load(overlay);
    } catch (error) {
      if (error instanceof ConfigError) return error.message;
      throw error;
    }
    throw new Error('was not refused');
  }

  it('the same configuration without the fault is accepted', () => {
    for (const full of [FULL, FULL_WITH_JUMPSTART_ENDPOINT]) expect(load(full)).toMatchObject(full);
  });

  it.each(schemaLeaves(configSchema).map(({ path }) => path))('%s', (path) => {
    const wrong = WRONG_FIELDS[path];
    if (!wrong) throw new Error(`no wrong value for '${path}' in wrong-fields.ts`);
    const [value, valid] = wrong;
    const place = placeOf(path);
    const message = fault(withValue(fullFor(path), place, value));
    expect(message.startsWith('config/mine.json: ')).toBe(true);
    expect(message).toContain(`field '${shown(place)}' is ${JSON.stringify(value)}; `);
    expect(message).toContain(valid);
    expect(message).not.toContain('\n');
  });

  // The items of a list and the keys of a record have no name that could be misspelt; the field has.
  const named = schemaLeaves(configSchema).map(({ path }) => path.replace(/(\[\]|\.\*)$/, ''));

  it.each([...new Set(named)])('%s, misspelt', (path) => {
    const place = placeOf(path);
    const name = String(place.at(-1));
    const misspelt = [...place.slice(0, -1), `${name}x`];
    const message = fault(withValue(fullFor(path), misspelt, 'anything'));
    expect(message).toContain(
      `config/mine.json: unknown field '${shown(misspelt)}'. Did you mean '${name}'? Valid fields: `,
    );
    expect(message).not.toContain('\n');
  });

  it('no case is left over from a field that is gone', () => {
    const paths = schemaLeaves(configSchema).map(({ path }) => path);
    expect(Object.keys(WRONG_FIELDS).toSorted()).toStrictEqual(paths.toSorted());
  });
});
