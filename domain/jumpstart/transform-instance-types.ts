/**
 * The instance types that CreateTransformJob accepts, by family: 116, the values of
 * `TransformInstanceType` in @aws-sdk/client-sagemaker 3.1142.0 (a test compares the two).
 * Endpoints accept more (p4d, p5, ...).
 */
const SIZES_BY_FAMILY: Readonly<Record<string, string>> = {
  c4: 'xlarge 2xlarge 4xlarge 8xlarge',
  c5: 'xlarge 2xlarge 4xlarge 9xlarge 18xlarge',
  c6i: 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge',
  c7i: 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge',
  g4dn: 'xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge',
  g5: 'xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge',
  g6: 'xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge',
  g6e: 'xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge',
  inf2: 'xlarge 8xlarge 24xlarge 48xlarge',
  m4: 'xlarge 2xlarge 4xlarge 10xlarge 16xlarge',
  m5: 'large xlarge 2xlarge 4xlarge 12xlarge 24xlarge',
  m6i: 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge',
  m7i: 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge',
  p2: 'xlarge 8xlarge 16xlarge',
  p3: '2xlarge 8xlarge 16xlarge',
  r6i: 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge',
  r7i: 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge',
  trn1: '2xlarge 32xlarge',
};

export const TRANSFORM_INSTANCE_TYPES: readonly string[] =
  Object.keys(SIZES_BY_FAMILY).flatMap(transformTypesOfFamily);

/** `transformTypesOfFamily('p3')` -> `['ml.p3.2xlarge', ...]`, smallest first; empty for a family that has none. */
export function transformTypesOfFamily(family: string): string[] {
  const sizes = SIZES_BY_FAMILY[family]?.split(' ') ?? [];
  return sizes.map((size) => `ml.${family}.${size}`);
}

export function isTransformInstanceType(instanceType: string): boolean {
  return TRANSFORM_INSTANCE_TYPES.includes(instanceType);
}

/** `familyOf('ml.g5.2xlarge')` -> `'g5'`; '' when the text is no instance type. */
export function familyOf(instanceType: string): string {
  return /^ml\.([a-z0-9-]+)\.[a-z0-9]+$/.exec(instanceType)?.[1] ?? '';
}

/**
 * Families with local disks (NVMe), which the instance encrypts itself: SageMaker refuses a
 * VolumeKmsKeyId for them.
 * Source: SageMaker API Reference, TransformResources; EC2, "Instance store volumes".
 */
const FAMILIES_WITH_LOCAL_STORAGE: readonly string[] = ['g4dn', 'g5', 'g6', 'g6e', 'p4d', 'trn1'];

export function hasLocalStorage(instanceType: string): boolean {
  return FAMILIES_WITH_LOCAL_STORAGE.includes(familyOf(instanceType));
}
