import * as z from 'zod';
import { parseFunctionReference } from '../../lambda/function-arn';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider, kept } from '../resource-provider';

const properties = z.strictObject({
  FunctionName: z.string(),
  FunctionVersion: z.string(),
  Name: z.string(),
  Description: kept,
});

/** AWS::Lambda::Alias of one version; weighted routing is refused as an unknown property. */
export function aliasProvider({ lambda }: EmbeddedServices): ResourceProvider {
  const put = ({ FunctionName, FunctionVersion, Name }: z.infer<typeof properties>): string => {
    const { functionName } = parseFunctionReference(FunctionName);
    return lambda.putAlias(functionName, Name, FunctionVersion).arn;
  };
  return defineProvider({
    properties,
    replacedBy: ['FunctionName', 'Name'],
    create(wanted) {
      const arn = put(wanted);
      return { physicalId: arn, attributes: { AliasArn: arn } };
    },
    update(wanted, _, previous) {
      put(wanted);
      return previous;
    },
    delete({ physicalId }) {
      const { functionName, qualifier } = parseFunctionReference(physicalId);
      lambda.deleteAlias(functionName, qualifier);
    },
  });
}
