import { InvalidRunRequest } from '../../../domain/run/errors';
import { type PresetInput, type RunDefaults } from '../../../domain/run/request';
import { resolveRequest } from '../../../domain/run/resolve-request';
import { runSettings } from '../../support/run-fixtures';

const DEFAULTS: RunDefaults = runSettings();
const REFERENCES = { uri: 'references.jsonl', idColumn: 'id', referenceColumn: 'highlights' };
const withReferences: RunDefaults = runSettings({
  dataset: { referenceColumn: null, references: REFERENCES },
});

const resolve = (input: unknown, defaults = DEFAULTS) => resolveRequest(input, defaults);

describe('what the request leaves open', () => {
  test('{} is what the deployment has', () => {
    expect(resolve({})).toEqual(DEFAULTS);
  });

  test.each(['s3://bucket/x', 's3://my-bucket.1/a/b c.jsonl', 'x', 'a/b.jsonl'])(
    'a data set may lie at %s',
    (uri) => {
      expect(resolve({ dataset: { uri } }).dataset.uri).toBe(uri);
    },
  );

  test('dataset, transform and rouge are filled field by field', () => {
    const settings = resolve({
      dataset: { limit: 10 },
      transform: { instanceCount: 2 },
      rouge: { useStemmer: true },
    });
    expect(settings).toEqual(
      runSettings({
        dataset: { limit: 10 },
        transform: { instanceCount: 2 },
        rouge: { useStemmer: true },
      }),
    );
  });

  test('hyperParameters are taken whole: a default for sampling stays out of a greedy request', () => {
    expect(resolve({ hyperParameters: { max_length: 10 } }).hyperParameters).toEqual({
      max_length: 10,
    });
    expect(resolve({ hyperParameters: null }).hyperParameters).toBeNull();
  });

  test("a column of hyperparameters takes the place of the job's defaults", () => {
    const settings = resolve({ dataset: { hyperParametersColumn: 'parameters' } });
    expect(settings.hyperParameters).toBeNull();
  });

  test('another model runs on its own instance type, unless the request names one', () => {
    const models = [
      { name: DEFAULTS.model, defaultInstanceType: 'ml.m5.large' },
      { name: 'other', defaultInstanceType: 'ml.g5.2xlarge' },
    ];
    const typeOf = (input: object, presets = {}) =>
      resolveRequest(input, DEFAULTS, presets, models).transform.instanceType;
    const { instanceType } = DEFAULTS.transform;
    expect(typeOf({})).toBe(instanceType);
    expect(typeOf({ model: DEFAULTS.model })).toBe(instanceType);
    expect(typeOf({ model: 'other' })).toBe('ml.g5.2xlarge');
    expect(typeOf({ model: 'other', transform: { instanceCount: 2 } })).toBe('ml.g5.2xlarge');
    expect(typeOf({ model: 'other', transform: { instanceType: 'ml.p3.2xlarge' } })).toBe(
      'ml.p3.2xlarge',
    );
    // Refused by its name later; until then the settings are complete.
    expect(typeOf({ model: 'unknown' })).toBe(instanceType);

    const fits = { model: 'other', transform: { instanceType: 'ml.g5.xlarge' } };
    const presets = { big: { description: 'Big', input: fits } };
    expect(typeOf({ preset: 'big' }, presets)).toBe('ml.g5.xlarge');
    expect(typeOf({ preset: 'big', model: 'other' }, presets)).toBe('ml.g5.xlarge');
    // The preset's type is of the preset's model; the default model has its own.
    expect(typeOf({ preset: 'big', model: DEFAULTS.model }, presets)).toBe(instanceType);
  });

  test('the default references belong to the default data set only', () => {
    expect(resolve({}, withReferences).dataset.references).toEqual(REFERENCES);
    expect(resolve({ dataset: { uri: 'data.jsonl' } }, withReferences).dataset.references).toEqual(
      REFERENCES,
    );
    expect(
      resolve({ dataset: { uri: 'other.jsonl' } }, withReferences).dataset.references,
    ).toBeNull();
  });

  test('a references file, or prepared data, means: not the default column', () => {
    const own = resolve({ dataset: { references: { uri: 'own.jsonl' } } }).dataset;
    expect(own.referenceColumn).toBeNull();
    expect(own.references).toEqual({ ...REFERENCES, uri: 'own.jsonl' });
    expect(resolve({ dataset: { format: 'prepared' } }).dataset.referenceColumn).toBeNull();
    expect(
      resolve({ dataset: { format: 'prepared', referenceColumn: 'summary' } }).dataset
        .referenceColumn,
    ).toBe('summary');
  });
});

describe('a preset', () => {
  const withPreset = (input: PresetInput, request: object = {}, defaults = DEFAULTS) =>
    resolveRequest({ ...request, preset: 'p' }, defaults, { p: { description: '', input } });

  test('lies between the request and the defaults, field by field', () => {
    const settings = withPreset(
      { dataset: { limit: 10, idColumn: 'id' }, rouge: { useStemmer: true }, prompt: 'preset' },
      { dataset: { limit: 5 }, rouge: { seed: 7 } },
    );
    expect(settings).toEqual(
      runSettings({
        dataset: { limit: 5, idColumn: 'id' },
        rouge: { useStemmer: true, seed: 7 },
        prompt: 'preset',
      }),
    );
  });

  test.each<PresetInput>([
    {},
    { dataset: { uri: 'other.jsonl', limit: 3 }, prompt: '{x}', rouge: { seed: 1 } },
    { dataset: { references: REFERENCES } },
    { dataset: { format: 'prepared' } },
    { dataset: { hyperParametersColumn: 'parameters' } },
    { hyperParameters: null },
  ])('says the same as a request: %j', (input) => {
    for (const defaults of [DEFAULTS, withReferences]) {
      expect(withPreset(input, {}, defaults)).toEqual(resolve(input, defaults));
      expect(withPreset({}, input, defaults)).toEqual(resolve(input, defaults));
      expect(withPreset(input, input, defaults)).toEqual(resolve(input, defaults));
    }
  });

  test('keeps all that it says, when the request only names what the preset leaves to the defaults', () => {
    const { model } = DEFAULTS;
    const big: PresetInput = { transform: { instanceType: 'ml.g5.12xlarge' } };
    expect(withPreset(big, { model }).transform.instanceType).toBe('ml.g5.12xlarge');

    const { uri } = DEFAULTS.dataset;
    const joined: PresetInput = { dataset: { references: REFERENCES } };
    expect(withPreset(joined, { dataset: { uri } }).dataset.references).toEqual(REFERENCES);

    const prepared = runSettings({ dataset: { format: 'prepared' } });
    const column: PresetInput = { dataset: { referenceColumn: 'summary' } };
    const named = withPreset(column, { dataset: { format: 'prepared' } }, prepared);
    expect(named.dataset.referenceColumn).toBe('summary');
  });

  test('keeps the column that it names beside prepared data', () => {
    const preset: PresetInput = { dataset: { format: 'prepared', referenceColumn: 'summary' } };
    expect(withPreset(preset, { dataset: { limit: 1 } }).dataset.referenceColumn).toBe('summary');
  });

  test('keeps its null: no references, although the default has a column', () => {
    const preset: PresetInput = { dataset: { referenceColumn: null } };
    expect(withPreset(preset, { dataset: { limit: 1 } }).dataset.referenceColumn).toBeNull();
    expect(
      withPreset(preset, { dataset: { referenceColumn: 'summary' } }).dataset.referenceColumn,
    ).toBe('summary');
  });

  test('drops the default references for its own data set, and its own for that of the request', () => {
    const preset: PresetInput = { dataset: { uri: 'own.jsonl', references: REFERENCES } };
    expect(withPreset(preset).dataset).toMatchObject({
      references: REFERENCES,
      referenceColumn: null,
    });
    // What is left to compare with is the default column, which the data set has or is refused.
    expect(withPreset(preset, { dataset: { uri: 'other.jsonl' } }).dataset).toMatchObject({
      references: null,
      referenceColumn: 'highlights',
    });
    expect(
      withPreset({ dataset: { uri: 'own.jsonl' } }, {}, withReferences).dataset.references,
    ).toBeNull();
  });

  test('of greedy answers stays greedy, unless the request says otherwise', () => {
    const preset: PresetInput = { hyperParameters: { do_sample: false } };
    expect(withPreset(preset).hyperParameters).toEqual({ do_sample: false });
    expect(withPreset(preset, { hyperParameters: { top_k: 5 } }).hyperParameters).toEqual({
      top_k: 5,
    });
    expect(
      withPreset(preset, { dataset: { hyperParametersColumn: 'own' } }).hyperParameters,
    ).toBeNull();
  });

  test("with a column of hyperparameters yields to the request's", () => {
    const settings = withPreset(
      { dataset: { hyperParametersColumn: 'own' } },
      { hyperParameters: { top_k: 5 } },
    );
    expect(settings).toMatchObject({
      hyperParameters: { top_k: 5 },
      dataset: { hyperParametersColumn: null },
    });
  });

  test('may name two things that exclude each other no more than a request', () => {
    const preset: PresetInput = { dataset: { referenceColumn: 'a', references: REFERENCES } };
    expect(() => withPreset(preset)).toThrow("'dataset.references' name references both");
  });

  test('that the request names, but the deployment does not have', () => {
    expect(() => resolve({ preset: 'smoke' })).toThrow(InvalidRunRequest);
  });
});

describe('a wrong field is named, with its value and what would be valid', () => {
  test.each<{ input: unknown; message: string }>([
    {
      input: { promt: 'x' },
      message:
        "unknown field 'promt'. Did you mean 'prompt'? Valid fields: preset, dataset, prompt, model, hyperParameters, transform, rouge, idempotencyKey.",
    },
    {
      input: { dataset: { inputColum: 'x' } },
      message:
        "unknown field 'dataset.inputColum'. Did you mean 'inputColumn'? Valid fields: uri, ",
    },
    {
      input: { dataset: { references: { uri: 'a.jsonl', id: 'x' } } },
      message:
        "unknown field 'dataset.references.id'. Valid fields: uri, idColumn, referenceColumn.",
    },
    { input: 'run', message: 'field \'(the whole input)\' is "run"; valid: an object' },
    { input: [], message: "field '(the whole input)' is []; valid: an object" },
    { input: { prompt: 7 }, message: "field 'prompt' is 7; valid: a string" },
    { input: { prompt: '' }, message: 'field \'prompt\' is ""; valid: at least 1 characters' },
    {
      input: { dataset: { uri: 's3://bucket/' } },
      message:
        'field \'dataset.uri\' is "s3://bucket/"; valid: one object as s3://bucket/key, or its key in the data bucket',
    },
    ...['', '/a', 'a/', 's3://bucket', 's3:bucket', 's3://BUCKET/x'].map((uri) => ({
      input: { dataset: { uri } },
      message: `field 'dataset.uri' is ${JSON.stringify(uri)}; valid: one object as s3://bucket/key`,
    })),
    {
      input: { dataset: { uri: 'http://host/data.jsonl', format: 'csv' } },
      message: 'field \'dataset.format\' is "csv"; valid: "jsonl", "prepared"',
    },
    {
      input: { dataset: { limit: 0 } },
      message: "field 'dataset.limit' is 0; valid: at least 1",
    },
    {
      input: { transform: { maxPayloadInMB: 101 } },
      message: "field 'transform.maxPayloadInMB' is 101; valid: at most 100",
    },
    {
      input: { transform: { maxRuntimeHours: 0 } },
      message: "field 'transform.maxRuntimeHours' is 0; valid: more than 0",
    },
    {
      input: { transform: { instanceType: 'g5.2xlarge' } },
      message:
        'field \'transform.instanceType\' is "g5.2xlarge"; valid: an instance type such as ml.g5.2xlarge',
    },
    {
      input: { rouge: { types: ['rouge3'] } },
      message:
        'field \'rouge.types[0]\' is "rouge3"; valid: "rouge1", "rouge2", "rougeL", "rougeLsum"',
    },
    {
      input: { rouge: { types: [] } },
      message: "field 'rouge.types' is []; valid: at least 1 entries",
    },
    {
      input: { rouge: { types: ['rouge1', 'rougeL', 'rouge1'] } },
      message: 'field \'rouge.types\' is ["rouge1","rougeL","rouge1"]; valid: each type once',
    },
    { input: { rouge: { seed: -1 } }, message: "field 'rouge.seed' is -1; valid: at least 0" },
    {
      input: { hyperParameters: { top_p: 2 } },
      message: "field 'hyperParameters.top_p' is 2; top_p must be in range [0,1], got 2.",
    },
    {
      input: { hyperParameters: { max_lenght: 2 } },
      message:
        "field 'hyperParameters.max_lenght' is 2; unknown hyperparameter 'max_lenght'. Did you mean 'max_length'?",
    },
    {
      input: { prompt: 7, model: 8, rouge: { seed: 'x' } },
      message: "field 'prompt' is 7; valid: a string (and 2 more)",
    },
    {
      input: { prompt: ['long '.repeat(40)] },
      message: `field 'prompt' is ["${'long '.repeat(15)}lon...; valid: a string`,
    },
  ])('$message', ({ input, message }) => {
    expect(() => resolve(input)).toThrow(InvalidRunRequest);
    expect(() => resolve(input)).toThrow(message);
  });

  test('a data set that neither the input nor the deployment names', () => {
    const defaults: RunDefaults = { ...DEFAULTS, dataset: { ...DEFAULTS.dataset, uri: null } };
    expect(() => resolve({}, defaults)).toThrow(
      "field 'dataset.uri' is missing, and the deployment names no default data set; valid: one object as s3://bucket/key, or its key in the data bucket",
    );
  });

  test.each<{ input: unknown; defaults?: RunDefaults; message: string }>([
    {
      input: {
        hyperParameters: { max_length: 9 },
        dataset: { hyperParametersColumn: 'parameters' },
      },
      message:
        'field \'hyperParameters\' is {"max_length":9} and field \'dataset.hyperParametersColumn\' is "parameters"',
    },
    {
      input: { dataset: {} },
      defaults: runSettings({ dataset: { hyperParametersColumn: 'parameters' } }),
      message:
        'field \'hyperParameters\' is {"batch_size":4,"max_length":50,"do_sample":true} (the deployment\'s default) and',
    },
    {
      input: { dataset: { referenceColumn: 'summary', references: { uri: 'own.jsonl' } } },
      message:
        "fields 'dataset.referenceColumn' (\"summary\") and 'dataset.references' name references both; valid: one of them, the other null",
    },
    {
      input: { transform: { maxConcurrentTransforms: 10, maxPayloadInMB: 11 } },
      message:
        "fields 'transform.maxConcurrentTransforms' (10) and 'transform.maxPayloadInMB' (11) multiply to 110; valid: a product of at most 100",
    },
  ])('two fields that exclude each other: $message', ({ input, defaults, message }) => {
    expect(() => resolve(input, defaults)).toThrow(InvalidRunRequest);
    expect(() => resolve(input, defaults)).toThrow(message);
  });

  test.each([
    [
      'Sum {article',
      "field 'prompt' is \"Sum {article\"; the prompt has a single '{' at character 5; valid: {column} for a column, {{ and }} for braces",
    ],
    ['{', 'field \'prompt\' is "{"; the prompt has'],
  ])('a prompt that cannot be read: %s', (prompt, message) => {
    expect(() => resolve({ prompt })).toThrow(InvalidRunRequest);
    expect(() => resolve({ prompt })).toThrow(message);
    // Prepared data do not use it.
    expect(resolve({ prompt, dataset: { format: 'prepared' } }).prompt).toBe(prompt);
  });

  test('a long prompt is quoted by its beginning: Step Functions cuts causes of 32 KB', () => {
    const prompt = `${'few shots '.repeat(5000)}{`;
    expect(() => resolve({ prompt })).toThrow(
      "shots few shots...; the prompt has a single '{' at character 50001",
    );
  });
});
