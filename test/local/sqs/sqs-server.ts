import { SQSClient } from '@aws-sdk/client-sqs';
import { type Clock } from '../../../local/clock';
import { clientConfig } from '../../../local/gateway/client-config';
import { startGateway } from '../../../local/gateway/gateway';
import { type SqsService, createSqs } from '../../../local/sqs/sqs-service';

export interface SqsServer {
  readonly endpoint: string;
  readonly service: SqsService;
  readonly client: SQSClient;
  stop(): Promise<void>;
}

/** An embedded SQS with a real client. */
export async function startSqs(clock?: Clock): Promise<SqsServer> {
  const place = { region: 'us-east-1', accountId: '000000000000' };
  let endpoint = '';
  const service = createSqs({ ...place, endpoint: () => endpoint, ...(clock && { clock }) });
  const gateway = await startGateway({ services: [service], ...place });
  endpoint = gateway.endpoint;
  const client = new SQSClient({ ...clientConfig(endpoint, place.region), maxAttempts: 1 });
  return {
    endpoint,
    service,
    client,
    async stop() {
      client.destroy();
      await gateway.close();
    },
  };
}
