import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../../../lib/config/config-error';
import { loadConfig } from '../../../lib/config/load-config';

const REPOSITORY_CONFIG = join(__dirname, '../../../config');
const FLAN_T5_LARGE = 'huggingface-text2text-flan-t5-large';

let root: string;
let directory: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'config-'));
  directory = join(root, 'config');
  mkdirSync(directory);
  writeFileSync(
    join(directory, 'default.json'),
    readFileSync(join(REPOSITORY_CONFIG, 'default.json')),
  );
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** The error of `default.json` with this overlay. */
function fault(overlay: unknown): string {
  writeFileSync(join(directory, 'mine.json'), JSON.stringify(overlay));
  try {
    loadConfig({ directory, name: 'mine' });
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  throw new Error('was not refused');
}

const own = (fields: object) => ({
  models: [
    {
      name: FLAN_T5_LARGE,
      image: 'registry/image:1',
      modelData: { url: 's3://bucket/model.tar.gz' },
      contract: 'text2text-1.x',
      instanceType: 'ml.g5.2xlarge',
      ...fields,
    },
  ],
});
const jumpStart = (fields: object, model: object = {}) => ({
  models: [
    {
      name: FLAN_T5_LARGE,
      jumpStart: { modelId: FLAN_T5_LARGE, version: '1.2.2', ...fields },
      ...model,
    },
  ],
});

describe('loadConfig', () => {
  it('reads the default deployment: flan-t5-large 1.2.2 on ml.g5.2xlarge', () => {
    const config = loadConfig({ directory: REPOSITORY_CONFIG });
    expect(config.models).toStrictEqual([
      {
        name: FLAN_T5_LARGE,
        jumpStart: { modelId: FLAN_T5_LARGE, version: '1.2.2', allowDeprecated: false },
        instanceType: 'ml.g5.2xlarge',
      },
    ]);
    expect(config.runDefaults.hyperParameters).toStrictEqual({
      batch_size: 4,
      max_length: 50,
      top_k: 50,
      top_p: 0.95,
      do_sample: true,
    });
  });

  it('takes the region from the file, else from the caller, else us-east-1', () => {
    expect(loadConfig({ directory }).region).toBe('us-east-1');
    expect(loadConfig({ directory, defaultRegion: 'eu-west-1' }).region).toBe('eu-west-1');
    const local = loadConfig({
      directory: REPOSITORY_CONFIG,
      name: 'local',
      defaultRegion: 'eu-west-1',
    });
    expect(local.region).toBe('us-east-1');
  });

  it('merges an overlay: objects by field, lists and hyperparameters whole', () => {
    const config = loadConfig({ directory: REPOSITORY_CONFIG, name: 'local' });
    expect(config.models.map((model) => model.name)).toStrictEqual(['t5-debian-synopsis']);
    expect(config.limits).toMatchObject({ maxRecordsPerShard: 64, invocationTimeoutSeconds: 3600 });
    expect(config.runDefaults.dataset).toMatchObject({
      format: 'jsonl',
      inputColumn: 'description',
    });
    expect(config.runDefaults.hyperParameters).toStrictEqual({
      batch_size: 16,
      max_length: 40,
      do_sample: false,
    });
  });

  it.each([
    ['stackPrefix', { stackPrefix: '1st' }, `field 'stackPrefix' is "1st"; valid: a letter`],
    [
      'region',
      { region: 'Oregon' },
      `field 'region' is "Oregon"; valid: a region such as eu-west-1, or null`,
    ],
    [
      'removalPolicy',
      { removalPolicy: 'keep' },
      `field 'removalPolicy' is "keep"; valid: "retain", "destroy"`,
    ],
    ['models', { models: [] }, `field 'models' is []; valid: at least 1 entries`],
    [
      'models[].name',
      own({ name: 'a b' }),
      `field 'models[0].name' is "a b"; valid: letters, digits`,
    ],
    [
      'models[].name twice',
      { models: [...own({}).models, ...own({}).models] },
      `field 'models[1].name' is "${FLAN_T5_LARGE}"; valid: a name that no other model has`,
    ],
    [
      'jumpStart.modelId',
      jumpStart({ modelId: 'flan-t5' }),
      `field 'models[0].jumpStart.modelId' is "flan-t5"; JumpStart model 'flan-t5' is not among`,
    ],
    [
      'jumpStart.version',
      jumpStart({ version: '2.*' }),
      `field 'models[0].jumpStart.version' is "2.*"; JumpStart model '${FLAN_T5_LARGE}' version '2.*' (newest: 2.3.16) cannot run in batch transform`,
    ],
    [
      'region, one without an image',
      { region: 'ap-southeast-7' },
      `field 'region' is "ap-southeast-7"; JumpStart model '${FLAN_T5_LARGE}' has no image in region 'ap-southeast-7'; valid: af-south-1`,
    ],
    [
      'jumpStart, deprecated',
      jumpStart({ modelId: 'huggingface-text2text-flan-t5-xxl-fp16', version: '1.*' }),
      `field 'models[0].jumpStart.allowDeprecated' is missing; JumpStart model 'huggingface-text2text-flan-t5-xxl-fp16' is deprecated`,
    ],
    [
      'stackPrefix, too long',
      { stackPrefix: 'a'.repeat(31) },
      `field 'stackPrefix' is "${'a'.repeat(31)}"; valid: at most 30 characters`,
    ],
    ['models[].name, too long', own({ name: 'a'.repeat(64) }), 'valid: at most 63 characters'],
    [
      'environment, a value too long',
      own({ environment: { A: 'a'.repeat(1025) } }),
      'valid: at most 1024 characters',
    ],
    [
      'environment, too many variables',
      own({
        environment: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`V${i}`, ''])),
      }),
      'valid: at most 100 variables',
    ],
    [
      'environment, a name that is none',
      own({ environment: { 'A-B': '' } }),
      `field 'models[0].environment.A-B' is ""; valid: a name of letters, digits and underscores, no digit first`,
    ],
    [
      'jumpStart.allowDeprecated',
      jumpStart({ allowDeprecated: 'yes' }),
      `field 'models[0].jumpStart.allowDeprecated' is "yes"; valid: a boolean`,
    ],
    [
      'jumpStart, a field missing',
      jumpStart({ version: undefined }),
      `field 'models[0].jumpStart.version' is missing; valid: a string`,
    ],
    [
      'instanceType',
      jumpStart({}, { instanceType: 'ml.p5.48xlarge' }),
      `field 'models[0].instanceType' is "ml.p5.48xlarge"; valid: an instance type of batch transform`,
    ],
    [
      'instanceType without an image',
      jumpStart({}, { instanceType: 'ml.g6.xlarge' }),
      `no image for instance type 'ml.g6.xlarge'`,
    ],
    [
      'image',
      own({ image: 'a b' }),
      `field 'models[0].image' is "a b"; valid: an image of at most 255`,
    ],
    [
      'modelData.url',
      own({ modelData: { url: 's3://bucket/model/' } }),
      `field 'models[0].modelData.url' is "s3://bucket/model/"; valid: s3://bucket/key, ending in .tar.gz`,
    ],
    [
      'modelData, an unknown field',
      own({ modelData: { pth: 'x' } }),
      `unknown field 'models[0].modelData.pth'. Did you mean 'path'? Valid fields: path, url.`,
    ],
    [
      'environment',
      own({ environment: { A: 1 } }),
      `field 'models[0].environment.A' is 1; valid: a string`,
    ],
    [
      'contract',
      own({ contract: 'tgi' }),
      `field 'models[0].contract' is "tgi"; valid: "text2text-1.x"`,
    ],
    [
      'an unknown field of a model',
      own({ instancetype: 'ml.g5.2xlarge' }),
      `unknown field 'models[0].instancetype'. Did you mean 'instanceType'?`,
    ],
    [
      'supportedInstanceTypes',
      own({ supportedInstanceTypes: ['g5'] }),
      `field 'models[0].supportedInstanceTypes[0]' is "g5"`,
    ],
    [
      'datasetBuckets[].bucketName',
      { datasetBuckets: [{ bucketName: 'Mine' }] },
      `field 'datasetBuckets[0].bucketName' is "Mine"; valid: the name of a bucket`,
    ],
    [
      'datasetBuckets[].keyArn',
      { datasetBuckets: [{ bucketName: 'mine', keyArn: 'alias/a' }] },
      `field 'datasetBuckets[0].keyArn' is "alias/a"; valid: a KMS key's ARN`,
    ],
    [
      'datasetBuckets[].bucketName twice',
      { datasetBuckets: [{ bucketName: 'mine' }, { bucketName: 'mine' }] },
      `field 'datasetBuckets' is [{"bucketName":"mine"},{"bucketName":"mine"}]; valid: each bucket once`,
    ],
    [
      'notifications.runEmails, one twice',
      { notifications: { runEmails: ['a@example.com', 'a@example.com'] } },
      `field 'notifications.runEmails' is ["a@example.com","a@example.com"]; valid: each address once`,
    ],
    [
      'runDefaults.model',
      { runDefaults: { model: 'other' } },
      `field 'runDefaults.model' is "other"; valid: one of the models, ${FLAN_T5_LARGE}`,
    ],
    [
      'runDefaults.transform.instanceType',
      { runDefaults: { transform: { instanceType: 'ml.m5.xlarge' } } },
      `field 'runDefaults.transform.instanceType' is "ml.m5.xlarge"; valid for model '${FLAN_T5_LARGE}': ml.g5.2xlarge`,
    ],
    [
      'runDefaults.hyperParameters',
      { runDefaults: { hyperParameters: { topk: 1 } } },
      `field 'runDefaults.hyperParameters.topk' is 1`,
    ],
    [
      'runDefaults, two fields that exclude each other',
      { runDefaults: { dataset: { hyperParametersColumn: 'parameters' } } },
      `field 'hyperParameters' is {"batch_size":4,`,
    ],
    [
      'runDefaults.prompt',
      { runDefaults: { prompt: 'Sum {' } },
      `field 'prompt' is "Sum {"; the prompt has a single '{' at character 5`,
    ],
    [
      'presets, too long for a state',
      {
        presets: Object.fromEntries(
          ['a', 'b'].map((name) => [
            name,
            { description: name, input: { prompt: 'Example. '.repeat(12_000) } },
          ]),
        ),
      },
      'valid: presets, models and runDefaults of at most 196608 bytes together, which each run hands to a function in one piece; these have 2',
    ],
    [
      'limits.maxRecordsPerShard',
      { limits: { maxRecordsPerShard: 0 } },
      `field 'limits.maxRecordsPerShard' is 0; valid: at least 1`,
    ],
    [
      'limits.secondsPerRecord',
      { limits: { secondsPerRecord: 0 } },
      `field 'limits.secondsPerRecord' is 0; valid: more than 0`,
    ],
    [
      'limits.invocationTimeoutSeconds',
      { limits: { invocationTimeoutSeconds: 4000 } },
      `field 'limits.invocationTimeoutSeconds' is 4000; valid: at most 3600`,
    ],
    [
      'limits.invocationRetries',
      { limits: { invocationRetries: 4 } },
      `field 'limits.invocationRetries' is 4; valid: at most 3`,
    ],
    [
      'an unknown field',
      { limit: {} },
      `unknown field 'limit'. Did you mean 'limits'? Valid fields: stackPrefix, region`,
    ],
    [
      'an unknown nested field',
      { limits: { retries: 1 } },
      `unknown field 'limits.retries'. Valid fields: maxRecordsPerShard`,
    ],
  ])('refuses a wrong %s in one line that names the file', (_, overlay, message) => {
    const text = fault(overlay);
    expect(text).toContain(message);
    expect(text).toMatch(/^config\/mine\.json: /);
    expect(text).not.toContain('\n');
  });

  it('names the file that decided a wrong value, not only the overlay', () => {
    const path = join(directory, 'default.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"retain"', '"keep"'));
    expect(fault({ region: 'eu-west-1' })).toMatch(/^config\/default\.json: field 'removalPolicy'/);
  });

  it('lets every file name its JSON Schema, for editors', () => {
    writeFileSync(join(directory, 'mine.json'), '{ "$schema": "x", "region": "eu-west-1" }');
    const config = loadConfig({ directory, name: 'mine' });
    expect(config).toStrictEqual({ ...loadConfig({ directory }), region: 'eu-west-1' });
    expect(config).not.toHaveProperty('$schema');
  });

  it('lists the overlays when there is none of that name', () => {
    writeFileSync(join(directory, 'prod.json'), '{}');
    expect(() => loadConfig({ directory, name: 'pord' })).toThrow(
      '-c config=pord: there is no config/pord.json; valid: prod',
    );
  });

  it('refuses a file that is not JSON, and one that is no object', () => {
    writeFileSync(join(directory, 'mine.json'), '{');
    expect(() => loadConfig({ directory, name: 'mine' })).toThrow(
      /^config\/mine\.json: not valid JSON: /,
    );
    expect(fault([])).toBe('config/mine.json: valid: one JSON object');
  });
});
