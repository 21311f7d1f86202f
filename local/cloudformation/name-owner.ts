import { type FindProvider } from './resource-steps';
import { type Stack, type StackResource } from './stack';

/** Id of the stack that has a resource of the type under this name, given or generated. */
export function nameOwner(
  stacks: readonly Pick<Stack, 'id' | 'resources'>[],
  find: FindProvider,
  type: string,
  name: string,
): string | undefined {
  const isNamed = ({ properties, state }: StackResource): boolean =>
    find(type).givenName(properties) === name || state.physicalId === name;
  const owns = ({ resources }: Pick<Stack, 'resources'>): boolean =>
    [...resources.values()].some((resource) => resource.type === type && isNamed(resource));
  return stacks.find(owns)?.id;
}
