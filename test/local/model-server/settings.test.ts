import { readSettings } from '../../../local/model-server/settings';

test('an empty environment is that of a container', () => {
  expect(readSettings({})).toEqual({
    port: 8080,
    modelFolder: '/opt/ml/model',
    hyperParams: undefined,
    maxRequestBytes: 6_553_500,
    showStats: false,
  });
});

test('reads all it knows', () => {
  const env = {
    SAGEMAKER_BIND_TO_PORT: '0',
    SM_MODEL_DIR: '/models/t5',
    HYPER_PARAMS: "{'batch_size': 4}",
    SAGEMAKER_MAX_PAYLOAD_IN_MB: '100',
    MODEL_SERVER_STATS: '1',
  };
  expect(readSettings(env)).toEqual({
    port: 0,
    modelFolder: '/models/t5',
    hyperParams: "{'batch_size': 4}",
    maxRequestBytes: 104_857_600,
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
