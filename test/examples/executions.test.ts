import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { idempotencyKeyOf } from '../../domain/run/idempotency';
import { resolveRequest } from '../../domain/run/resolve-request';
import { loadConfig } from '../../lib/config/load-config';
import { modelFacts } from '../../lib/models/model-facts';

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(ROOT, 'examples', 'executions');
const config = loadConfig({ directory: join(ROOT, 'config') });
const models = config.models.map((model) => modelFacts(model, config.region));

const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const read = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));

/** The presets as they are once their files have an address. */
const presets = Object.fromEntries(
  Object.entries(config.presets).map(([name, { description, file, input }]) => [
    name,
    { description, input: { ...input, dataset: { ...input.dataset, uri: file } } },
  ]),
);
const resolve = (name: string) => resolveRequest(read(name), config.runDefaults, presets, models);

describe('examples/executions', () => {
  it.each(names)('%s can be run by a deployment of config/default.json', (name) => {
    const { model, transform } = resolve(name);
    const deployed = models.find((candidate) => candidate.name === model);
    expect(deployed?.supportedInstanceTypes).toContain(transform.instanceType);
  });

  it.each(names)('%s is listed in the README beside it', (name) => {
    expect(readFileSync(join(FOLDER, 'README.md'), 'utf8')).toContain(`[${name}](${name})`);
  });

  it.each(['preset.json', 'preset-changed.json', 'scheduled.json'])(
    '%s runs greedily on data that comes with the deployment',
    (name) => {
      const { dataset, hyperParameters } = resolve(name);
      const first = readFileSync(join(ROOT, dataset.uri), 'utf8').split('\n', 1)[0] ?? '';
      expect(Object.keys(JSON.parse(first) as object)).toEqual(
        expect.arrayContaining([dataset.idColumn, dataset.inputColumn, dataset.referenceColumn]),
      );
      expect(hyperParameters).toMatchObject({ do_sample: false });
    },
  );

  it('preset-changed.json lies over its preset', () => {
    expect(resolve('preset-changed.json')).toMatchObject({
      dataset: { limit: 100, inputColumn: 'description' },
      rouge: { useStemmer: true },
    });
  });

  it('scheduled.json has a key', () => {
    expect(idempotencyKeyOf(read('scheduled.json'))).toBe('nightly 2026-11-24T02:00:00Z');
  });

  it("cnn-dailymail.json asks for the AWS article's job", () => {
    const { hyperParameters, prompt, transform } = resolve('cnn-dailymail.json');
    expect(hyperParameters).toStrictEqual({
      batch_size: 4,
      max_length: 50,
      top_k: 50,
      top_p: 0.95,
      do_sample: true,
    });
    expect(prompt).toBe('Briefly summarize this text: {article}');
    expect(transform).toMatchObject({ instanceType: 'ml.p3.2xlarge', maxPayloadInMB: 1 });
  });

  it('per-record-hyperparameters.json leaves the hyperparameters to the records', () => {
    const settings = resolve('per-record-hyperparameters.json');
    expect(settings.hyperParameters).toBeNull();
    expect(settings.dataset.hyperParametersColumn).toBe('parameters');
  });

  it.each(['references-file.json', 'prepared.json'])(
    '%s takes the references from their file, not from a column',
    (name) => {
      const { dataset } = resolve(name);
      expect(dataset.references?.uri).toBe('datasets/highlights.jsonl');
      expect(dataset.referenceColumn).toBeNull();
    },
  );
});
