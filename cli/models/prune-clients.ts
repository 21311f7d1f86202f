import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { type Clients, type ClientTarget, createClients } from '../aws/clients';

export interface PruneClients extends Clients {
  readonly sagemaker: SageMakerClient;
}

export function createPruneClients(target?: ClientTarget): PruneClients {
  return { ...createClients(target), sagemaker: new SageMakerClient(target ?? {}) };
}
