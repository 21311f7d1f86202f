import { queryService, type QueryResult } from '../gateway/aws-query';
import { type AwsService } from '../gateway/service';
import { type CloudFormation } from './cloudformation';
import { type Stack } from './stack';

/** CloudFormation over the wire: what a client needs to find a deployment's outputs and resources. */
export function cloudFormationApi(cloudFormation: CloudFormation): AwsService {
  return queryService({
    signingName: 'cloudformation',
    namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    operations: {
      async DescribeStacks(parameters) {
        const name = parameters.get('StackName');
        const stacks =
          name === null ? cloudFormation.stacks : [cloudFormation.stack(stackNameOf(name))];
        return { Stacks: { member: stacks.map(describe) } };
      },
      // One page: a template holds at most 500 resources.
      async ListStackResources(parameters) {
        const { resources, status, events } = cloudFormation.stack(
          stackNameOf(parameters.get('StackName') ?? ''),
        );
        const LastUpdatedTimestamp = new Date(events.at(-1)?.timestamp ?? 0).toISOString();
        const member = [...resources.values()].map(({ logicalId, type, state }) => ({
          LogicalResourceId: logicalId,
          PhysicalResourceId: state.physicalId,
          ResourceType: type,
          ResourceStatus: status,
          LastUpdatedTimestamp,
        }));
        return { StackResourceSummaries: { member } };
      },
    },
  });
}

/** A name, or the name in a stack's ARN: `arn:aws:cloudformation:REGION:ACCOUNT:stack/NAME/ID`. */
function stackNameOf(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? (nameOrArn.split('/')[1] ?? nameOrArn) : nameOrArn;
}

function describe({ id, name, status, outputs, events }: Stack): QueryResult {
  const member = Object.entries(outputs).map(([OutputKey, OutputValue]) => ({
    OutputKey,
    OutputValue,
  }));
  return {
    StackId: id,
    StackName: name,
    CreationTime: new Date(events[0]?.timestamp ?? 0).toISOString(),
    StackStatus: status,
    Outputs: { member },
  };
}
