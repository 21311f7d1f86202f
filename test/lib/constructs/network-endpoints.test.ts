import { Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { NetworkEndpoints } from '../../../lib/constructs/network-endpoints';
import { VPC } from '../support/event-resources';
import { testStack } from '../support/synthesize';

function templateWith(
  createEndpoints: { routeTableIds: string[] } | null,
  invokesEndpoints = false,
): Template {
  const stack = testStack();
  // A stack without resources is none.
  new Topic(stack, 'Other');
  new NetworkEndpoints(stack, 'Endpoints', { ...VPC, createEndpoints }, { invokesEndpoints });
  return Template.fromStack(stack);
}

describe('NetworkEndpoints', () => {
  it('makes none in a VPC that has them', () => {
    templateWith(null).resourceCountIs('AWS::EC2::VPCEndpoint', 0);
  });

  it('makes a gateway to S3 in the route tables', () => {
    templateWith({ routeTableIds: ['rtb-01234567'] }).hasResourceProperties(
      'AWS::EC2::VPCEndpoint',
      {
        VpcId: VPC.vpcId,
        ServiceName: 'com.amazonaws.us-east-1.s3',
        VpcEndpointType: 'Gateway',
        RouteTableIds: ['rtb-01234567'],
      },
    );
  });

  it.each(['events', 'logs', 'sagemaker.api', 'sns', 'states'])(
    "makes an interface to %s in the functions' subnets and groups",
    (service) => {
      templateWith({ routeTableIds: ['rtb-01234567'] }).hasResourceProperties(
        'AWS::EC2::VPCEndpoint',
        {
          VpcId: VPC.vpcId,
          ServiceName: `com.amazonaws.us-east-1.${service}`,
          VpcEndpointType: 'Interface',
          SubnetIds: VPC.subnetIds,
          SecurityGroupIds: VPC.securityGroupIds,
          PrivateDnsEnabled: true,
          PolicyDocument: Match.absent(),
        },
      );
    },
  );
});
