import { AwsError } from '../gateway/aws-error';
import { fail } from './intrinsic-input';
import { type ResourceProvider } from './resource-provider';
import { type Stack } from './stack';
import { type Template } from './template';

/** @throws AwsError ValidationError that names the resource types without a provider */
export function refuseUnknownTypes(
  template: Template,
  providers: ReadonlyMap<string, ResourceProvider>,
): void {
  const types = new Set(Object.values(template.Resources).map(({ Type }) => Type));
  const unknown = [...types].filter((type) => !providers.has(type));
  if (unknown.length === 0) return;
  const supported = [...providers.keys()].sort().join(', ');
  fail(
    `The embedded CloudFormation does not support the resource types [${unknown.join(', ')}]. Supported with the services of this process: ${supported}.`,
  );
}

/** @throws AwsError ValidationError if a logical id now stands for a resource of another type */
export function refuseOtherTypes({ Resources }: Template, stack: Stack): void {
  const changed = [...stack.resources.values()]
    .filter(({ logicalId, type }) => (Resources[logicalId]?.Type ?? type) !== type)
    .map(({ logicalId }) => logicalId);
  if (changed.length === 0) return;
  throw new AwsError(
    'ValidationError',
    `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${changed.join(', ')}]`,
  );
}
