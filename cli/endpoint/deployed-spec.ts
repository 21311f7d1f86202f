import { type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { type EndpointSpec, endpointSpecSchema } from '../../domain/realtime/endpoint-spec';
import { stackOutputs } from '../aws/deployment';
import { CliError } from '../shared/cli-error';

/** What the deployment's endpoint is made of, whether it exists now or not. @throws CliError without one */
export async function deployedSpec(
  cloudFormation: CloudFormationClient,
  stackPrefix: string,
): Promise<EndpointSpec> {
  const stackName = `${stackPrefix}-Endpoint`;
  const { EndpointSpec: text } = await stackOutputs(
    cloudFormation,
    stackName,
    "Name a model in the config's `endpoint` and deploy it (npx cdk deploy --all), or name another deployment by --stack-prefix",
  );
  try {
    return endpointSpecSchema.parse(JSON.parse(text ?? ''));
  } catch (cause) {
    throw new CliError(
      `the output EndpointSpec of stack '${stackName}' is not of this version; deploy this version of it`,
      { cause },
    );
  }
}
