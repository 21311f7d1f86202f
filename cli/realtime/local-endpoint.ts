import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  ListModelsCommand,
  waitUntilEndpointInService,
} from '@aws-sdk/client-sagemaker';
import { VARIANT_NAME } from '../../domain/realtime/endpoint-spec';
import { CONTRACT_TAG } from '../../domain/realtime/names';
import { clientConfig } from '../../local/gateway/client-config';
import { withEmbeddedAws } from '../local/with-embedded-aws';
import { CliError } from '../shared/cli-error';
import { createRealtimeClients, destroyClients, type RealtimeClients } from './clients';
import { taggedContract } from './ready-endpoint';

/** Its name where none is given. */
export const LOCAL_ENDPOINT = 'local';

/** Nobody is billed for it; in AWS the smallest that would hold the embedded model. */
const INSTANCE_TYPE = 'ml.m5.large';

/** Seconds: the embedded model is loaded in two; a machine under load may need many more. */
const MAX_WAIT = 300;

/** Works with an endpoint of that name, of the model of `config/local.json`, in an embedded AWS. */
export async function withLocalEndpoint(
  name: string,
  work: (clients: RealtimeClients) => Promise<void>,
): Promise<void> {
  await withEmbeddedAws(async ({ aws }) => {
    const clients = createRealtimeClients(clientConfig(aws.endpoint, aws.region));
    try {
      process.stderr.write(`Creating endpoint ${name}\n`);
      await createEndpoint(clients, name);
      await work(clients);
    } finally {
      destroyClients(clients);
    }
  });
}

async function createEndpoint({ sagemaker }: RealtimeClients, name: string): Promise<void> {
  const { Models = [] } = await sagemaker.send(new ListModelsCommand({}));
  const [model] = Models;
  if (!model) throw new CliError('config/local.json deploys no model');
  const contract = await taggedContract(sagemaker, model.ModelArn);
  await sagemaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: name,
      ProductionVariants: [
        {
          VariantName: VARIANT_NAME,
          ModelName: model.ModelName,
          InstanceType: INSTANCE_TYPE,
          InitialInstanceCount: 1,
        },
      ],
    }),
  );
  await sagemaker.send(
    new CreateEndpointCommand({
      EndpointName: name,
      EndpointConfigName: name,
      Tags: contract === undefined ? [] : [{ Key: CONTRACT_TAG, Value: contract }],
    }),
  );
  await waitUntilEndpointInService(
    { client: sagemaker, maxWaitTime: MAX_WAIT, minDelay: 1, maxDelay: 1 },
    { EndpointName: name },
  );
}
