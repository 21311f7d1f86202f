import { Stack } from 'aws-cdk-lib';
import { CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { type VpcConfig } from '../config/schema';

/**
 * What functions call besides S3: plan and start of jobs, states of executions, events, messages,
 * and the logs of containers. Lambda itself writes logs and traces, sends what failed to the queue
 * and asks KMS, from outside of the VPC.
 */
const INTERFACES = ['events', 'logs', 'sagemaker.api', 'sns', 'states'];

/**
 * The VPC endpoints of a VPC that has none, so that neither functions nor models need the internet.
 * The security groups must let themselves in on port 443. Each interface costs by the hour in each
 * subnet (0.01 USD in us-east-1, so five in two subnets are 73 USD a month); S3's gateway is free.
 *
 * Their policies are left open: a gateway works for all of its route tables' subnets, where others
 * may live; what may be called is said by the roles.
 */
export class NetworkEndpoints extends Construct {
  constructor(
    scope: Construct,
    id: string,
    vpc: VpcConfig,
    { invokesEndpoints }: { readonly invokesEndpoints: boolean },
  ) {
    super(scope, id);
    const { vpcId, subnetIds, securityGroupIds, createEndpoints } = vpc;
    if (createEndpoints === null) return;
    const serviceName = (service: string): string =>
      `com.amazonaws.${Stack.of(this).region}.${service}`;
    new CfnVPCEndpoint(this, 's3', {
      vpcId,
      serviceName: serviceName('s3'),
      vpcEndpointType: 'Gateway',
      routeTableIds: createEndpoints.routeTableIds,
    });
    for (const service of [...INTERFACES, ...(invokesEndpoints ? ['sagemaker.runtime'] : [])]) {
      new CfnVPCEndpoint(this, service, {
        vpcId,
        serviceName: serviceName(service),
        vpcEndpointType: 'Interface',
        subnetIds,
        securityGroupIds,
        privateDnsEnabled: true,
      });
    }
  }
}
