import { ConfigError } from '../../../lib/config/config-error';
import { prepareModels } from '../../../lib/models/prepare-models';
import { ROOT, testConfig } from '../support/synthesize';

describe('prepareModels', () => {
  it('resolves a JumpStart model for the region, without packing anything', async () => {
    const [model] = await prepareModels(testConfig(undefined, { region: 'eu-west-1' }), ROOT);
    expect(model).toMatchObject({
      name: 'huggingface-text2text-flan-t5-large',
      jumpStart: { modelId: 'huggingface-text2text-flan-t5-large', version: '1.2.2' },
      modelData: { url: expect.stringContaining('s3://jumpstart-cache-prod-eu-west-1/') as unknown },
      defaultInstanceType: 'ml.g5.2xlarge',
    });
  });

  it('packs the folder of an own model', async () => {
    const [model] = await prepareModels(testConfig('local'), ROOT);
    expect(model).toMatchObject({
      name: 't5-debian-synopsis',
      jumpStart: null,
      image: 'embedded/t5-onnx:1',
      modelData: {
        archive: {
          path: expect.stringMatching(/\.tar\.gz$/) as unknown,
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
        },
      },
      supportedInstanceTypes: ['ml.m5.xlarge'],
    });
  });

  it('names the field of a folder that is not there', async () => {
    const config = testConfig('local');
    const [own] = config.models;
    const missing = { ...config, models: [{ ...own, modelData: { path: 'models/none' } }] };
    const preparation = prepareModels(missing as typeof config, ROOT);
    await expect(preparation).rejects.toThrow(ConfigError);
    await expect(preparation).rejects.toThrow(
      /^field 'models\[0\]\.modelData\.path' is "models\/none"; there is no folder/,
    );
  });
});
