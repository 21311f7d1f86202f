import * as z from 'zod';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider } from '../resource-provider';

const properties = z.strictObject({
  AliasName: z.string().regex(/^alias\/[\w/-]+$/u, 'an alias is named alias/NAME'),
  TargetKeyId: z.string(),
});

/** AWS::KMS::Alias. Ref gives its name. */
export function keyAliasProvider({ keys }: EmbeddedServices): ResourceProvider {
  return defineProvider({
    properties,
    name: 'AliasName',
    replacedBy: ['AliasName'],
    create({ AliasName, TargetKeyId }) {
      keys.putAlias(AliasName, TargetKeyId);
      return { physicalId: AliasName, attributes: {} };
    },
    update({ AliasName, TargetKeyId }, _, previous) {
      keys.putAlias(AliasName, TargetKeyId);
      return previous;
    },
    restore: (_, { AliasName, TargetKeyId }) => {
      keys.putAlias(AliasName, TargetKeyId);
    },
    delete: ({ physicalId }) => {
      keys.deleteAlias(physicalId);
    },
  });
}
