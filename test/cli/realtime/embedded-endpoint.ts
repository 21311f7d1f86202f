import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DescribeEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import {
  createRealtimeClients,
  destroyClients,
  type RealtimeClients,
} from '../../../cli/realtime/clients';
import { CONTRACT_TAG } from '../../../domain/realtime/names';
import { startEmbeddedAws } from '../../../local/embedded-aws';
import { clientConfig } from '../../../local/gateway/client-config';
import { putAdminRole } from '../../support/admin-role';
import { until } from '../../support/until';

export interface EchoEndpoint {
  readonly image?: string;
  /** Of the tag; undefined: there is none. */
  readonly contract?: string;
  /** Rules of ECHO_FAULTS. */
  readonly rules?: readonly object[];
  readonly loadMilliseconds?: number;
}

export interface EmbeddedEndpoints {
  readonly clients: RealtimeClients;
  /** Makes an endpoint of the echo model; resolves when it has one of the statuses. */
  readonly create: (name: string, endpoint?: EchoEndpoint, status?: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** An embedded AWS for endpoints of the echo model. */
export async function startEmbeddedEndpoints(): Promise<EmbeddedEndpoints> {
  const folder = await mkdtemp(join(tmpdir(), 't2t-endpoints-'));
  const aws = await startEmbeddedAws({ dataDir: folder });
  const clients = createRealtimeClients(clientConfig(aws.endpoint, aws.region));
  const { sagemaker } = clients;
  const role = putAdminRole(aws, 'models');
  return {
    clients,
    async create(name, endpoint = {}, status = 'InService') {
      const { image = 'embedded/echo:1', contract, rules = [], loadMilliseconds = 0 } = endpoint;
      const Environment = { ECHO_FAULTS: JSON.stringify({ rules, loadMilliseconds }) };
      await sagemaker.send(
        new CreateModelCommand({
          ModelName: name,
          ExecutionRoleArn: role,
          PrimaryContainer: { Image: image, Environment },
        }),
      );
      const variant = { VariantName: 'AllTraffic', ModelName: name };
      await sagemaker.send(
        new CreateEndpointConfigCommand({
          EndpointConfigName: name,
          ProductionVariants: [
            { ...variant, InstanceType: 'ml.g5.2xlarge', InitialInstanceCount: 1 },
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
      await until(async () => {
        const found = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }));
        return found.EndpointStatus === status ? true : undefined;
      });
    },
    async close() {
      destroyClients(clients);
      await aws.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
