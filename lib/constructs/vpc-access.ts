import { ArnFormat, type Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { type VpcConfig } from '../config/schema';

/**
 * What Lambda needs to put a function into subnets, and nothing that the function's own code may use.
 * Source: Lambda developer guide, "Giving Lambda functions access to resources in an Amazon VPC".
 */
export function functionVpcRights(stack: Stack, vpc: VpcConfig): iam.PolicyStatementProps[] {
  const manage = [
    'ec2:AssignPrivateIpAddresses',
    'ec2:DeleteNetworkInterface',
    'ec2:UnassignPrivateIpAddresses',
  ];
  const look = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];
  const rights = interfaceRights(stack, vpc, manage, look);
  return [
    ...rights,
    {
      effect: iam.Effect.DENY,
      actions: rights.flatMap(({ actions = [] }) => actions),
      resources: ['*'],
      // Set on calls of a function's code, not on those of Lambda itself.
      conditions: { Null: { 'lambda:SourceFunctionArn': 'false' } },
    },
  ];
}

/**
 * What SageMaker needs to put the instances of a model's jobs into subnets.
 * Source: SageMaker developer guide, "CreateModel API: Execution Role Permissions".
 */
export function modelVpcRights(stack: Stack, vpc: VpcConfig): iam.PolicyStatementProps[] {
  const manage = [
    'ec2:CreateNetworkInterfacePermission',
    'ec2:DeleteNetworkInterface',
    'ec2:DeleteNetworkInterfacePermission',
  ];
  const look = [
    'ec2:DescribeDhcpOptions',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeSubnets',
    'ec2:DescribeVpcs',
  ];
  return interfaceRights(stack, vpc, manage, look);
}

function interfaceRights(
  stack: Stack,
  { subnetIds, securityGroupIds }: VpcConfig,
  manage: string[],
  look: string[],
): iam.PolicyStatementProps[] {
  const arnOf = (resource: string, resourceName: string): string =>
    stack.formatArn({
      service: 'ec2',
      resource,
      resourceName,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  // Named by EC2 when they are made.
  const interfaces = arnOf('network-interface', '*');
  return [
    {
      actions: ['ec2:CreateNetworkInterface'],
      resources: [
        interfaces,
        ...subnetIds.map((id) => arnOf('subnet', id)),
        ...securityGroupIds.map((id) => arnOf('security-group', id)),
      ],
    },
    { actions: manage, resources: [interfaces] },
    // Describing knows no resource.
    { actions: look, resources: ['*'] },
  ];
}
