import { ModelRefused } from '../../../domain/jumpstart/model-refused';
import { modelFacts } from '../../../lib/models/model-facts';
import { testConfig } from '../support/synthesize';

const [own] = testConfig('local').models;
const [jumpStart] = testConfig().models;

describe('modelFacts', () => {
  it('takes an own model as it is written, its instance type among the supported ones', () => {
    if (!own) throw new Error('config/local.json has no model');
    const supportedInstanceTypes = ['ml.c5.xlarge', 'ml.m5.xlarge'];
    expect(modelFacts({ ...own, supportedInstanceTypes }, 'us-east-1')).toStrictEqual({
      name: 't5-debian-synopsis',
      jumpStart: null,
      image: 'embedded/t5-onnx:1',
      modelData: { path: 'models/t5-debian-synopsis' },
      environment: {},
      contract: 'text2text-1.x',
      networkIsolation: true,
      defaultInstanceType: 'ml.m5.xlarge',
      supportedInstanceTypes: ['ml.m5.xlarge', 'ml.c5.xlarge'],
    });
  });

  it('resolves a JumpStart model where it is deployed, or refuses it', () => {
    if (!jumpStart) throw new Error('config/default.json has no model');
    expect(modelFacts(jumpStart, 'eu-north-1').image).toContain('.ecr.eu-north-1.');
    expect(() => modelFacts(jumpStart, 'ap-southeast-7')).toThrow(ModelRefused);
  });
});
