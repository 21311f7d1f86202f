import { type FindProvider } from './resource-steps';
import { type Stack } from './stack';

/** Id of the stack that has a resource of the type under this name, given by its template. */
export function nameOwner(
  stacks: readonly Pick<Stack, 'id' | 'resources'>[],
  find: FindProvider,
  type: string,
  name: string,
): string | undefined {
  const owns = ({ resources }: Pick<Stack, 'resources'>): boolean =>
    [...resources.values()].some(
      (resource) => resource.type === type && find(type).givenName(resource.properties) === name,
    );
  return stacks.find(owns)?.id;
}
