import { type Catalogue } from './catalogue';
import { ModelRefused } from './model-refused';
import {
  familyOf,
  isTransformInstanceType,
  transformTypesOfFamily,
} from './transform-instance-types';

type CatalogueImage = Catalogue['container']['images'][number];

/** Region -> account of the registry. */
type RegistryAccounts = Catalogue['container']['registryAccounts'];

/** Registry of the region's images: `763104351884.dkr.ecr.us-east-1.amazonaws.com`. */
export function findRegistry(
  registryAccounts: RegistryAccounts,
  modelId: string,
  region: string,
): string {
  const account = Object.hasOwn(registryAccounts, region) ? registryAccounts[region] : undefined;
  if (account === undefined) {
    throw new ModelRefused(
      'region',
      `JumpStart model '${modelId}' has no image in region '${region}'; valid: ${Object.keys(registryAccounts).join(', ')}`,
    );
  }
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `${account}.dkr.ecr.${region}.${domain}`;
}

/** The image made for an instance type (CPU or GPU), if a transform job may run on that type. */
export function findImage(
  catalogue: Catalogue,
  modelId: string,
  instanceType: string,
): CatalogueImage {
  const { images } = catalogue.container;
  if (!isTransformInstanceType(instanceType)) {
    throw new ModelRefused(
      'instanceType',
      `'${instanceType}' is not an instance type of batch transform; ${validTypes(catalogue, modelId, instanceType)}`,
    );
  }
  const family = familyOf(instanceType);
  const image = images.find(({ instanceFamilies }) => instanceFamilies.includes(family));
  if (image) return image;
  throw new ModelRefused(
    'instanceType',
    `JumpStart model '${modelId}' has no image for instance type '${instanceType}'; ${validTypes(catalogue, modelId, instanceType)}`,
  );
}

/** Sizes where the family is right and only the size is wrong, else the families. */
function validTypes(catalogue: Catalogue, modelId: string, instanceType: string): string {
  const families = catalogue.container.images
    .flatMap(({ instanceFamilies }) => instanceFamilies)
    .filter((family) => transformTypesOfFamily(family).length > 0);
  const family = familyOf(instanceType);
  return families.includes(family)
    ? `valid: ${transformTypesOfFamily(family).join(', ')}`
    : `valid for '${modelId}': sizes of ${families.join(', ')}, such as ml.g5.2xlarge`;
}
