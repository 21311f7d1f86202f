import { catalogue } from '../../../domain/jumpstart/catalogue';
import { listJumpStartModels } from '../../../domain/jumpstart/list-models';

describe('listJumpStartModels', () => {
  it('lists every model with the facts of its 1.x and the reason against its 2.x', () => {
    const listed = listJumpStartModels('eu-west-1');
    expect(listed.map(({ modelId }) => modelId)).toStrictEqual(Object.keys(catalogue.models));
    const large = listed.find(({ modelId }) => modelId.endsWith('flan-t5-large'));
    expect(large).toMatchObject({
      deprecated: false,
      lastSeen: '2026-08-08',
      versions: [
        {
          version: '1.2.2',
          batchTransform: true,
          defaultInstanceType: 'ml.g5.2xlarge',
          images: [
            {
              image: expect.stringMatching(/\.ecr\.eu-west-1\..*-gpu-/) as unknown,
              supportedInstanceTypes: expect.arrayContaining(['ml.g5.2xlarge']) as unknown,
            },
            {
              image: expect.stringMatching(/\.ecr\.eu-west-1\..*-cpu-/) as unknown,
              supportedInstanceTypes: expect.arrayContaining(['ml.m5.xlarge']) as unknown,
            },
          ],
        },
        {
          version: '2.3.16',
          batchTransform: false,
          reason: expect.stringContaining('cannot run in batch transform') as unknown,
        },
      ],
    });
  });

  it('resolves deprecated models too, as they may be deployed by a flag', () => {
    const deprecated = listJumpStartModels('us-east-1').filter((model) => model.deprecated);
    expect(deprecated).toHaveLength(9);
    expect(deprecated.every(({ versions }) => versions[0]?.batchTransform)).toBe(true);
  });

  it('gives each version its reason in a region without images', () => {
    for (const { versions } of listJumpStartModels('ap-southeast-7')) {
      expect(versions.every(({ batchTransform }) => !batchTransform)).toBe(true);
      expect(versions[0]).toHaveProperty('reason', expect.stringContaining("'ap-southeast-7'"));
    }
  });
});
