import { type ModelField, ModelRefused } from '../../../domain/jumpstart/model-refused';
import {
  type JumpStartRequest,
  resolveJumpStartModel,
} from '../../../domain/jumpstart/resolve-model';

const FLAN_T5_LARGE = {
  modelId: 'huggingface-text2text-flan-t5-large',
  version: '1.2.2',
  region: 'us-east-1',
};

/** The request that reproduces the AWS article names these nine. */
const NINE_VARIABLES = {
  SAGEMAKER_PROGRAM: 'inference.py',
  SAGEMAKER_SUBMIT_DIRECTORY: '/opt/ml/model/code',
  SAGEMAKER_CONTAINER_LOG_LEVEL: '20',
  SAGEMAKER_MODEL_SERVER_TIMEOUT: '3600',
  ENDPOINT_SERVER_TIMEOUT: '3600',
  MODEL_CACHE_ROOT: '/opt/ml/model',
  SAGEMAKER_ENV: '1',
  TS_DEFAULT_WORKERS_PER_MODEL: '1',
  SAGEMAKER_MODEL_SERVER_WORKERS: '1',
};

function refusal(request: Partial<JumpStartRequest>): ModelRefused {
  try {
    resolveJumpStartModel({ ...FLAN_T5_LARGE, ...request });
  } catch (error) {
    if (error instanceof ModelRefused) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('resolveJumpStartModel', () => {
  it.each([
    ['us-east-1', '763104351884.dkr.ecr.us-east-1.amazonaws.com'],
    ['eu-south-1', '692866216735.dkr.ecr.eu-south-1.amazonaws.com'],
    ['cn-north-1', '727897471807.dkr.ecr.cn-north-1.amazonaws.com.cn'],
  ])(
    'gives flan-t5-large in %s the image, artefact and nine variables of its spec',
    (region, registry) => {
      const model = resolveJumpStartModel({ ...FLAN_T5_LARGE, region });
      expect(model).toMatchObject({
        modelId: FLAN_T5_LARGE.modelId,
        version: '1.2.2',
        contract: 'text2text-1.x',
        image: `${registry}/huggingface-pytorch-inference:1.13.1-transformers4.26.0-gpu-py39-cu117-ubuntu20.04`,
        modelDataUrl: `s3://jumpstart-cache-prod-${region}/huggingface-infer/prepack/v1.1.2/infer-prepack-huggingface-text2text-flan-t5-large.tar.gz`,
        networkIsolation: true,
        defaultInstanceType: 'ml.g5.2xlarge',
      });
      expect(model.environment).toStrictEqual(NINE_VARIABLES);
    },
  );

  it('gives the small models no TS_DEFAULT_WORKERS_PER_MODEL, as their spec has none', () => {
    const small = resolveJumpStartModel({
      ...FLAN_T5_LARGE,
      modelId: 'huggingface-text2text-flan-t5-small',
      version: '1.3.2',
    });
    const { TS_DEFAULT_WORKERS_PER_MODEL: _, ...eight } = NINE_VARIABLES;
    expect(small.environment).toStrictEqual(eight);
  });

  it('takes 1.* for the newest 1.x', () => {
    expect(resolveJumpStartModel({ ...FLAN_T5_LARGE, version: '1.*' }).version).toBe('1.2.2');
  });

  it('lists tested types first, then the others that the GPU image runs on, and no CPU type', () => {
    const { supportedInstanceTypes } = resolveJumpStartModel(FLAN_T5_LARGE);
    expect(supportedInstanceTypes.slice(0, 2)).toStrictEqual(['ml.g5.2xlarge', 'ml.g5.4xlarge']);
    expect(supportedInstanceTypes).toContain('ml.g4dn.xlarge');
    expect(supportedInstanceTypes.filter((type) => /^ml\.[cmrt]\d/.test(type))).toStrictEqual([]);
    expect(new Set(supportedInstanceTypes).size).toBe(supportedInstanceTypes.length);
  });

  it('takes the CPU image for a CPU type, and then only CPU types', () => {
    const model = resolveJumpStartModel({ ...FLAN_T5_LARGE, instanceType: 'ml.m5.xlarge' });
    expect(model.image).toContain('-cpu-py39-ubuntu20.04');
    expect(model.defaultInstanceType).toBe('ml.m5.xlarge');
    expect(model.supportedInstanceTypes).not.toContain('ml.g5.2xlarge');
  });

  describe('refuses, naming what is at fault and what would be valid', () => {
    it.each<[string, Partial<JumpStartRequest>, ModelField, RegExp]>([
      [
        '2.x',
        { version: '2.3.16' },
        'version',
        /'2\.3\.16' cannot run in batch transform.*ModelDataSource.*; valid: 1\.2\.2, 1\.\*$/,
      ],
      [
        'the newest of all',
        { version: '*' },
        'version',
        /'\*' \(newest: 2\.3\.16\) cannot run in batch transform/,
      ],
      [
        'an unknown version',
        { version: '1.2.1' },
        'version',
        /no version '1\.2\.1' in the pinned catalogue; valid: 1\.2\.2, 1\.\* \(there is 2\.3\.16 too, for endpoints only\)$/,
      ],
      [
        'a version that is none',
        { version: 'latest' },
        'version',
        /no version 'latest'.*valid: 1\.2\.2/,
      ],
      [
        'an unknown id',
        { modelId: 'huggingface-text2text-flan-t5-larg' },
        'modelId',
        /valid: .*pegasus.*\. Did you mean 'huggingface-text2text-flan-t5-large'\?$/,
      ],
      [
        'an id that is near to none',
        { modelId: 'meta-textgeneration-llama-2-7b' },
        'modelId',
        /is not among the text2text models known on 2026-08-08; valid: [^?]*$/,
      ],
      [
        'a name of Object.prototype',
        { modelId: 'constructor' },
        'modelId',
        /'constructor' is not among/,
      ],
      [
        'a region without an image',
        { region: 'ap-southeast-7' },
        'region',
        /no image in region 'ap-southeast-7'; valid: .*ap-southeast-1/,
      ],
      [
        'a family without an image',
        { instanceType: 'ml.g6.xlarge' },
        'instanceType',
        /no image for instance type 'ml\.g6\.xlarge'; valid for .*: sizes of c4, .*g5/,
      ],
      [
        'an endpoint-only type',
        { instanceType: 'ml.p4d.24xlarge' },
        'instanceType',
        /'ml\.p4d\.24xlarge' is not an instance type of batch transform; valid for .*: sizes of/,
      ],
      [
        'a size that does not exist',
        { instanceType: 'ml.g5.3xlarge' },
        'instanceType',
        /valid: ml\.g5\.xlarge, ml\.g5\.2xlarge, [^c]*$/,
      ],
      [
        'a deprecated model',
        { modelId: 'huggingface-text2text-flan-t5-xxl-fp16', version: '1.*' },
        'allowDeprecated',
        /deprecated, last listed on 2026-02-02; valid: a listed model .*, or allowDeprecated: true$/,
      ],
    ])('%s', (_, request, field, message) => {
      const { field: atFault, message: sentence } = refusal(request);
      expect(sentence).toMatch(message);
      expect(atFault).toBe(field);
    });

    it('but allows a deprecated model when told to', () => {
      const model = resolveJumpStartModel({
        ...FLAN_T5_LARGE,
        modelId: 'huggingface-text2text-flan-t5-xxl-fp16',
        version: '1.*',
        allowDeprecated: true,
      });
      expect(model.version).toBe('1.1.2');
    });
  });
});
