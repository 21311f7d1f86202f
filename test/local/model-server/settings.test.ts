import { readSettings } from '../../../local/model-server/settings';

test('an empty environment is that of a container', () => {
  expect(readSettings({})).toEqual({
    port: 8080,
    modelFolder: '/opt/ml/model',
    hyperParams: undefined,
    maxRequestBytes: 6_553_500,
    contract: 'text2text-1.x',
    tgiLimits: { maxInputLength: 1024, maxTotalTokens: 2048 },
    showStats: false,
  });
});

test('reads all it knows', () => {
  const env = {
    SAGEMAKER_BIND_TO_PORT: '0',
    SM_MODEL_DIR: '/models/t5',
    HYPER_PARAMS: "{'batch_size': 4}",
    SAGEMAKER_MAX_PAYLOAD_IN_MB: '100',
    MODEL_SERVER_CONTRACT: 'tgi-2.x',
    MAX_INPUT_LENGTH: '400',
    MAX_TOTAL_TOKENS: '512',
    MODEL_SERVER_STATS: '1',
  };
  expect(readSettings(env)).toEqual({
    port: 0,
    modelFolder: '/models/t5',
    hyperParams: "{'batch_size': 4}",
    maxRequestBytes: 104_857_600,
    contract: 'tgi-2.x',
    tgiLimits: { maxInputLength: 400, maxTotalTokens: 512 },
    showStats: true,
  });
});

test.each([
  ['SAGEMAKER_BIND_TO_PORT', '65536', 'a whole number from 0 to 65535'],
  ['SAGEMAKER_MAX_PAYLOAD_IN_MB', '0', 'a whole number from 1 to 100'],
  ['SAGEMAKER_MAX_PAYLOAD_IN_MB', '1.5', 'a whole number from 1 to 100'],
  ['SAGEMAKER_MAX_PAYLOAD_IN_MB', '', 'a whole number from 1 to 100'],
])('refuses %s=%j', (name, value, valid) => {
  expect(() => readSettings({ [name]: value })).toThrow(`${name} must be ${valid}, got '${value}'`);
});

test('refuses a contract that it does not speak, and an input that leaves no room for an output', () => {
  expect(() => readSettings({ MODEL_SERVER_CONTRACT: 'tgi' })).toThrow(
    "MODEL_SERVER_CONTRACT must be text2text-1.x or tgi-2.x, got 'tgi'",
  );
  expect(() => readSettings({ MAX_INPUT_LENGTH: '2048' })).toThrow(
    'MAX_INPUT_LENGTH must be less than MAX_TOTAL_TOKENS, got 2048 and 2048',
  );
});
