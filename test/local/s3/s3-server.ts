import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmitEvent } from '../../../local/events/event';
import { clientConfig } from '../../../local/gateway/client-config';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';
import { createS3Service, type S3Service } from '../../../local/s3/service';
import { type Clock } from '../../../local/clock';

export const BUCKET = 'data-bucket';

/** An embedded S3 on a directory of its own, with one bucket and a real client. */
export interface S3Server {
  readonly gateway: Gateway;
  readonly service: S3Service;
  readonly client: S3Client;
  readonly dataDir: string;
  newClient(config?: S3ClientConfig): S3Client;
  /** Ends the server and starts another one on the same directory. */
  restart(): Promise<S3Server>;
  stop(): Promise<void>;
}

export async function startS3(
  options: { clock?: Clock; dataDir?: string; emitEvent?: EmitEvent } = {},
): Promise<S3Server> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 's3-test-')));
  const service = createS3Service({ ...options, dataDir });
  if (!service.hasBucket(BUCKET)) await service.createBucket(BUCKET);
  const gateway = await startGateway({
    services: [service],
    region: 'eu-central-1',
    accountId: '123456789012',
  });
  const newClient = (config: S3ClientConfig = {}): S3Client =>
    new S3Client({ ...clientConfig(gateway.endpoint, 'eu-central-1'), maxAttempts: 1, ...config });
  const client = newClient();
  const end = async (): Promise<void> => {
    client.destroy();
    await gateway.close();
  };
  return {
    gateway,
    service,
    client,
    dataDir,
    newClient,
    restart: async () => {
      await end();
      return startS3({ ...options, dataDir });
    },
    stop: async () => {
      await end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
