/** An embedded S3 in a process of its own, which tells its parent how much memory it took. */
import { existsSync, readFileSync } from 'node:fs';
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
  process.on('message', () => process.send?.({ peakBytes: peakBytes() }));
  process.send?.({ endpoint: gateway.endpoint });
}

/**
 * Most memory that was resident. On Linux by VmHWM: maxRSS also counts what the parent had when it
 * made this process, see getrusage(2) and exec_mmap in the kernel. Both are in kilobytes.
 */
function peakBytes(): number {
  const kilobytes = existsSync('/proc/self/status')
    ? Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
    : process.resourceUsage().maxRSS;
  return kilobytes * 1024;
}

void main();
