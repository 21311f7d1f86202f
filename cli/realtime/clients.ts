import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { type ClientTarget } from '../aws/clients';

export interface RealtimeClients {
  readonly sagemaker: SageMakerClient;
  readonly runtime: SageMakerRuntimeClient;
}

/** InvokeEndpoint ends a call after 60 s itself, with a better message: ours only frees what hangs. */
const REQUEST_TIMEOUT = 70_000;

/** Clients for AWS as the environment names it, or for one target such as the embedded AWS. */
export function createRealtimeClients(target?: ClientTarget): RealtimeClients {
  return {
    sagemaker: new SageMakerClient(target ?? {}),
    runtime: new SageMakerRuntimeClient({
      ...target,
      // Who waits and asks again is decided in domain/realtime; a benchmark does not want it at all.
      maxAttempts: 1,
      requestHandler: { requestTimeout: REQUEST_TIMEOUT, throwOnRequestTimeout: true },
    }),
  };
}

export function destroyClients({ sagemaker, runtime }: RealtimeClients): void {
  sagemaker.destroy();
  runtime.destroy();
}
