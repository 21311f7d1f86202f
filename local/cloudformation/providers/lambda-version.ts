import * as z from 'zod';
import { parseFunctionReference } from '../../lambda/function-arn';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider, kept } from '../resource-provider';

const properties = z.strictObject({
  FunctionName: z.string(),
  Description: kept,
  CodeSha256: kept,
});

/** AWS::Lambda::Version: keeps the code and the configuration it was published with. A version that is there already is not taken over. */
export function versionProvider({ lambda }: EmbeddedServices): ResourceProvider {
  return defineProvider({
    properties,
    replacedBy: 'all',
    create({ FunctionName }) {
      const { functionName } = parseFunctionReference(FunctionName);
      const { arn, version, isNew } = lambda.publishVersion(functionName);
      if (!isNew) {
        throw new Error(
          `A version for this Lambda function exists ( ${version} ). Modify the function to create a new version.`,
        );
      }
      return { physicalId: arn, attributes: { FunctionArn: arn, Version: version } };
    },
    async delete({ physicalId }) {
      const { functionName, qualifier } = parseFunctionReference(physicalId);
      await lambda.deleteVersion(functionName, qualifier);
    },
  });
}
