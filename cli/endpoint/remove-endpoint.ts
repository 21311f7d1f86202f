import {
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  waitUntilEndpointDeleted,
} from '@aws-sdk/client-sagemaker';
import { type EndpointSpec } from '../../domain/realtime/endpoint-spec';
import { endpointTrouble } from '../../domain/realtime/endpoint-trouble';
import { CliError } from '../shared/cli-error';
import { type EndpointClients } from './clients';
import { findEndpoint } from './find-endpoint';

/** Seconds until the instances are gone; a deletion takes one or two minutes. */
const MAX_WAIT = 900;

/**
 * Deletes the deployment's endpoint and its configuration, and waits until it costs nothing more.
 * @throws CliError for one that is being created, which SageMaker does not delete
 */
export async function removeEndpoint(
  { endpointName: name, configName }: EndpointSpec,
  { sagemaker }: Pick<EndpointClients, 'sagemaker'>,
): Promise<void> {
  const status = (await findEndpoint(sagemaker, name))?.description.EndpointStatus;
  if (status === 'Creating') throw new CliError(endpointTrouble({ name, status }));
  if (status !== undefined && status !== 'Deleting') {
    await sagemaker.send(new DeleteEndpointCommand({ EndpointName: name }));
  }
  await sagemaker
    .send(new DeleteEndpointConfigCommand({ EndpointConfigName: configName }))
    .catch((error: unknown) => {
      // "Could not find endpoint configuration ...": gone is what was wanted.
      if (!(error instanceof Error) || !error.message.startsWith('Could not find')) throw error;
    });
  if (status === undefined) {
    process.stderr.write(`there is no endpoint ${name}\n`);
    return;
  }
  await waitUntilEndpointDeleted(
    { client: sagemaker, maxWaitTime: MAX_WAIT, minDelay: 1, maxDelay: 15 },
    { EndpointName: name },
  );
  process.stderr.write(`endpoint ${name} is deleted; make it again by t2t endpoint up\n`);
}
