import { TransformInstanceType } from '@aws-sdk/client-sagemaker';
import {
  familyOf,
  hasLocalStorage,
  isTransformInstanceType,
  TRANSFORM_INSTANCE_TYPES,
  transformTypesOfFamily,
} from '../../../domain/jumpstart/transform-instance-types';

describe('transform instance types', () => {
  it('are those of the SageMaker API', () => {
    expect([...TRANSFORM_INSTANCE_TYPES].sort()).toStrictEqual(
      Object.values(TransformInstanceType).sort(),
    );
  });

  it('are listed by family, smallest first', () => {
    expect(transformTypesOfFamily('p3')).toStrictEqual([
      'ml.p3.2xlarge',
      'ml.p3.8xlarge',
      'ml.p3.16xlarge',
    ]);
    expect(transformTypesOfFamily('p5')).toStrictEqual([]);
  });

  it.each([
    ['ml.g5.2xlarge', 'g5', true],
    ['ml.p4d.24xlarge', 'p4d', false],
    ['g5.2xlarge', '', false],
  ])('%s', (type, family, accepted) => {
    expect(familyOf(type)).toBe(family);
    expect(isTransformInstanceType(type)).toBe(accepted);
  });

  it.each(['ml.g4dn.xlarge', 'ml.g5.2xlarge', 'ml.g6e.48xlarge', 'ml.trn1.2xlarge'])(
    '%s has local disks',
    (type) => {
      expect(hasLocalStorage(type)).toBe(true);
    },
  );

  it.each(['ml.m5.xlarge', 'ml.p3.2xlarge', 'ml.inf2.xlarge', 'ml.c7i.large'])(
    '%s has a volume',
    (type) => {
      expect(hasLocalStorage(type)).toBe(false);
    },
  );
});
