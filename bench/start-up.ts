import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedAws } from '../local/embedded-aws';

const ROUNDS = 5;

/** Milliseconds until the embedded AWS answers, in a process whose code is loaded: the median. */
export async function measureStartUp(): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const dataDir = await mkdtemp(join(tmpdir(), 't2t-bench-aws-'));
    const begin = performance.now();
    const aws = await startEmbeddedAws({ dataDir });
    times.push(performance.now() - begin);
    await aws.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  const sorted = times.slice(1).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
