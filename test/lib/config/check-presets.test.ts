import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../../../lib/config/config-error';
import { loadConfig } from '../../../lib/config/load-config';

const REPOSITORY = join(__dirname, '../../..');

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'presets-'));
  mkdirSync(join(root, 'config'));
  copyFileSync(join(REPOSITORY, 'config/default.json'), join(root, 'config/default.json'));
  // The default presets' file.
  mkdirSync(join(root, 'examples/debian-packages'), { recursive: true });
  writeFileSync(join(root, 'examples/debian-packages/dev-200.jsonl'), '{}\n');
  writeFileSync(join(root, 'mine.jsonl'), '{}\n');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function load(presets: unknown) {
  writeFileSync(join(root, 'config/mine.json'), JSON.stringify({ presets }));
  return loadConfig({ directory: join(root, 'config'), root, name: 'mine' });
}

const preset = (input: object, fields: object = {}) => ({
  p: { description: 'of a test', input, ...fields },
});

it.each(['local', undefined])('the presets of config/default.json can be run with %s', (name) => {
  const config = loadConfig({ directory: join(REPOSITORY, 'config'), root: REPOSITORY, name });
  expect(Object.keys(config.presets)).toEqual(['smoke', 'sample']);
  for (const { input } of Object.values(config.presets)) {
    // The same numbers each time.
    expect(input.hyperParameters).toMatchObject({ do_sample: false });
  }
});

it.each([
  ['a file', preset({ prompt: '{x}' }, { file: 'mine.jsonl' })],
  ['a data set in the bucket', preset({ dataset: { uri: 'datasets/a.jsonl' } })],
  ['no data set: the input names one', preset({ rouge: { useStemmer: true } })],
  ['nothing at all', preset({})],
])('a preset may have %s', (_, presets) => {
  expect(load(presets).presets.p).toEqual(presets.p);
});

it.each<[string, object, string]>([
  [
    'a file that is not there',
    preset({}, { file: 'data/none.jsonl' }),
    `field 'presets.p.file' is "data/none.jsonl"; valid: a file, relative to the application; there is none at `,
  ],
  [
    'a folder for a file',
    preset({}, { file: 'examples' }),
    `field 'presets.p.file' is "examples"; valid: a file`,
  ],
  [
    'a file and a uri',
    preset({ dataset: { uri: 'a.jsonl' } }, { file: 'mine.jsonl' }),
    `field 'presets.p.input.dataset.uri' is "a.jsonl"; valid: no uri beside 'file', whose address it becomes`,
  ],
  [
    'a preset in it',
    preset({ preset: 'smoke' }),
    `unknown field 'presets.p.input.preset'. Valid fields: dataset, prompt, model`,
  ],
  [
    'an idempotency key',
    preset({ idempotencyKey: 'k' }),
    `unknown field 'presets.p.input.idempotencyKey'. Valid fields: dataset, `,
  ],
  [
    'a misspelt field',
    preset({ dataset: { inputColum: 'x' } }),
    `unknown field 'presets.p.input.dataset.inputColum'. Did you mean 'inputColumn'?`,
  ],
  [
    'a wrong value',
    preset({ hyperParameters: { top_p: 2 } }),
    `field 'presets.p.input.hyperParameters.top_p' is 2; top_p must be in range`,
  ],
  [
    'two things that exclude each other',
    preset({ dataset: { referenceColumn: 'a', references: { uri: 'b' } } }),
    `fields 'dataset.referenceColumn' ("a") and 'dataset.references' name references both`,
  ],
  [
    'an unknown model',
    preset({ model: 'gpt' }),
    `field 'presets.p.input.model' is "gpt"; valid: one of the models, huggingface-text2text-flan-t5-large`,
  ],
  [
    'an instance type that cannot run the model',
    preset({ transform: { instanceType: 'ml.m5.large' } }),
    `field 'presets.p.input.transform.instanceType' is "ml.m5.large"; valid for model 'huggingface-text2text-flan-t5-large': `,
  ],
  [
    'no description',
    { p: { input: {} } },
    `field 'presets.p.description' is missing; valid: a string`,
  ],
  [
    'a long description',
    preset({}, { description: 'x'.repeat(201) }),
    `valid: at most 200 characters`,
  ],
  [
    'a name with a blank',
    { 'my preset': preset({}).p },
    `field 'presets.my preset' is {"description":"of a test","input":{}}; valid: a name of 1 to 32 small letters`,
  ],
  [
    'a name that only hyphens tell apart',
    { 'a-1': preset({}).p, a1: preset({}).p },
    `field 'presets.a-1' is {"description":"of a test","input":{}}; valid: a name that differs from 'a1' in more than hyphens`,
  ],
])('refuses %s in one line', (_, presets, message) => {
  expect(() => load(presets)).toThrow(ConfigError);
  expect(() => load(presets)).toThrow(message);
  expect(() => load(presets)).toThrow(/^config\/mine\.json: [^\n]*$/);
});

it('looks for no file without the folder that it would be in', () => {
  writeFileSync(
    join(root, 'config/mine.json'),
    JSON.stringify({ presets: preset({}, { file: 'data/none.jsonl' }) }),
  );
  const config = loadConfig({ directory: join(root, 'config'), name: 'mine' });
  expect(config.presets.p?.file).toBe('data/none.jsonl');
});
