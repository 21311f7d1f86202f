import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { type ClientTarget } from '../aws/clients';

export interface EndpointClients {
  readonly cloudFormation: CloudFormationClient;
  readonly sagemaker: SageMakerClient;
  readonly autoScaling: ApplicationAutoScalingClient;
}

/** Clients for AWS as the environment names it, or for one target such as the embedded AWS. */
export function createEndpointClients(target: ClientTarget | object = {}): EndpointClients {
  return {
    cloudFormation: new CloudFormationClient(target),
    sagemaker: new SageMakerClient(target),
    autoScaling: new ApplicationAutoScalingClient(target),
  };
}

export function destroyEndpointClients(clients: EndpointClients): void {
  clients.cloudFormation.destroy();
  clients.sagemaker.destroy();
  clients.autoScaling.destroy();
}
