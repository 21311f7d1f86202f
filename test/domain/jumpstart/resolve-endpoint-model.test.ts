import { catalogue } from '../../../domain/jumpstart/catalogue';
import { ModelRefused } from '../../../domain/jumpstart/model-refused';
import { resolveEndpointModel } from '../../../domain/jumpstart/resolve-endpoint-model';

const LARGE = 'huggingface-text2text-flan-t5-large';
const XXL = 'huggingface-text2text-flan-t5-xxl';

function refusal(request: Parameters<typeof resolveEndpointModel>[0]): ModelRefused {
  try {
    resolveEndpointModel(request);
  } catch (error) {
    if (error instanceof ModelRefused) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('resolveEndpointModel', () => {
  it('gives the TGI image, the S3 prefix and the variables of flan-t5-large 2.3.16', () => {
    expect(
      resolveEndpointModel({ modelId: LARGE, version: '2.*', region: 'eu-west-1' }),
    ).toStrictEqual({
      modelId: LARGE,
      version: '2.3.16',
      contract: 'tgi-2.x',
      image:
        '763104351884.dkr.ecr.eu-west-1.amazonaws.com/huggingface-pytorch-tgi-inference:2.4.0-tgi2.4.0-gpu-py311-cu124-ubuntu22.04',
      modelDataPrefix: `s3://jumpstart-cache-prod-eu-west-1/huggingface-text2text/${LARGE}/artifacts/inference-prepack/v2.0.0/`,
      environment: {
        SAGEMAKER_PROGRAM: 'inference.py',
        SAGEMAKER_SUBMIT_DIRECTORY: '/opt/ml/model/code',
        SAGEMAKER_CONTAINER_LOG_LEVEL: '20',
        SAGEMAKER_MODEL_SERVER_TIMEOUT: '3600',
        ENDPOINT_SERVER_TIMEOUT: '3600',
        MODEL_CACHE_ROOT: '/opt/ml/model',
        SAGEMAKER_ENV: '1',
        HF_MODEL_ID: '/opt/ml/model',
        MAX_INPUT_LENGTH: '1024',
        MAX_TOTAL_TOKENS: '2048',
        SAGEMAKER_MODEL_SERVER_WORKERS: '1',
        SM_NUM_GPUS: '1',
      },
      networkIsolation: true,
      instanceType: 'ml.g5.2xlarge',
    });
  });

  it.each([
    [undefined, 'ml.g5.12xlarge', '4'],
    ['ml.g5.48xlarge', 'ml.g5.48xlarge', '8'],
    ['ml.p4d.24xlarge', 'ml.p4d.24xlarge', '8'],
  ])('spreads flan-t5-xxl over the GPUs of %s', (asked, instanceType, gpus) => {
    const request = { modelId: XXL, version: '2.2.16', region: 'us-east-1', instanceType: asked };
    const model = resolveEndpointModel(request);
    expect([model.instanceType, model.environment.SM_NUM_GPUS]).toStrictEqual([instanceType, gpus]);
  });

  it('resolves where only versions 2.x have an image', () => {
    const { image } = resolveEndpointModel({
      modelId: LARGE,
      version: '2.*',
      region: 'ap-southeast-7',
    });
    expect(image).toMatch(/^590183813437\.dkr\.ecr\.ap-southeast-7\.amazonaws\.com\//);
  });

  it.each([
    [
      { modelId: LARGE, version: '1.2.2', region: 'us-east-1' },
      'version',
      `JumpStart model '${LARGE}' has no version '1.2.2' that is made for endpoints; valid: 2.3.16, 2.* (a version 1.x answers by the name that it has among the deployed models)`,
    ],
    [
      {
        modelId: 'huggingface-text2text-pegasus-paraphrase',
        version: '2.*',
        region: 'us-east-1',
        allowDeprecated: true,
      },
      'version',
      'that is made for endpoints; it has none (a version 1.x',
    ],
    [
      { modelId: LARGE, version: '2.*', region: 'us-east-1', instanceType: 'ml.m5.xlarge' },
      'instanceType',
      `JumpStart model '${LARGE}' 2.3.16 does not run on 'ml.m5.xlarge'; valid: ml.g5.2xlarge, ml.g5.4xlarge, ml.g5.8xlarge, ml.g5.16xlarge`,
    ],
    [
      { modelId: LARGE, version: '2.*', region: 'us-gov-west-1' },
      'region',
      `JumpStart model '${LARGE}' has no image in region 'us-gov-west-1'; valid: af-south-1,`,
    ],
    [
      {
        modelId: 'huggingface-text2text-t5-one-line-summary',
        version: '2.*',
        region: 'us-east-1',
      },
      'allowDeprecated',
      'is deprecated, last listed on 2026-02-02',
    ],
    [
      { modelId: 'flan-t5-large', version: '2.*', region: 'us-east-1' },
      'modelId',
      "JumpStart model 'flan-t5-large' is not among",
    ],
  ])('refuses %j, naming the field %s', (request, field, message) => {
    const refused = refusal(request);
    expect(refused.field).toBe(field);
    expect(refused.message).toContain(message);
  });

  it('resolves every version 2.x of the catalogue on each type that JumpStart lists for it', () => {
    const models = Object.entries(catalogue.models);
    expect(models.length).toBeGreaterThan(10);
    for (const [modelId, { endpointVersions }] of models) {
      for (const [version, { profile }] of Object.entries(endpointVersions)) {
        const types = Object.keys(catalogue.endpointProfiles[profile]?.gpusByInstanceType ?? {});
        expect(types.length).toBeGreaterThan(3);
        for (const instanceType of types) {
          const request = { modelId, version, region: 'us-east-1', allowDeprecated: true };
          const model = resolveEndpointModel({ ...request, instanceType });
          expect(model).toMatchObject({ modelId, version, instanceType, contract: 'tgi-2.x' });
        }
      }
    }
  });
});
