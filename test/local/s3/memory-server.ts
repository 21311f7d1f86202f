/** An embedded S3 in a process of its own, which tells its parent how much memory it took. */
import { startGateway } from '../../../local/gateway/gateway';
import { createS3Service } from '../../../local/s3/service';

async function main(): Promise<void> {
  const service = createS3Service({ dataDir: process.argv[2] ?? '' });
  await service.createBucket('memory');
  const gateway = await startGateway({
    services: [service],
    region: 'eu-central-1',
    accountId: '123456789012',
  });
  // maxRSS is in kilobytes.
  process.on('message', () => process.send?.({ peakBytes: process.resourceUsage().maxRSS * 1024 }));
  process.send?.({ endpoint: gateway.endpoint });
}

void main();
