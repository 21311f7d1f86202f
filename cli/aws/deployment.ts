import { DescribeStacksCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CliError } from '../shared/cli-error';

/** What the commands need to know of a deployment. */
export interface Deployment {
  readonly stateMachineArn: string;
  readonly dataBucket: string;
}

/** There is no such deployment in this account and region. */
export class NotDeployed extends CliError {}

/** Reads the outputs of the Pipeline stack. @throws NotDeployed when it is not deployed here */
export async function findDeployment(
  cloudFormation: CloudFormationClient,
  stackPrefix: string,
): Promise<Deployment> {
  const stackName = `${stackPrefix}-Pipeline`;
  const advice =
    'Deploy it (npx cdk deploy --all), name another by --stack-prefix, or run in the embedded AWS by --local';
  return deploymentOf(stackName, await stackOutputs(cloudFormation, stackName, advice));
}

/** @param advice what to do without the stack @throws NotDeployed when it is not deployed here */
export async function stackOutputs(
  cloudFormation: CloudFormationClient,
  stackName: string,
  advice: string,
): Promise<Readonly<Record<string, string>>> {
  const { Stacks } = await cloudFormation
    .send(new DescribeStacksCommand({ StackName: stackName }))
    .catch((cause: unknown) => {
      if (!(cause instanceof Error) || !cause.message.includes('does not exist')) throw cause;
      throw new NotDeployed(
        `there is no stack '${stackName}' in this account and region. ${advice}`,
        { cause },
      );
    });
  return Object.fromEntries(
    (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [
      OutputKey ?? '',
      OutputValue ?? '',
    ]),
  );
}

/** @throws CliError when the stack's outputs are those of another version */
export function deploymentOf(
  stackName: string,
  outputs: Readonly<Record<string, string>>,
): Deployment {
  const { StateMachineArn, DataBucketName } = outputs;
  if (StateMachineArn === undefined || DataBucketName === undefined) {
    throw new CliError(
      `stack '${stackName}' has no outputs StateMachineArn and DataBucketName; deploy this version of it`,
    );
  }
  return { stateMachineArn: StateMachineArn, dataBucket: DataBucketName };
}
