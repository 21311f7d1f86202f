import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readT5Folder } from '../local/model-server/t5/model-folder';
import { TextCodec } from '../local/model-server/t5/text-codec';

const MODEL_FOLDER = join(__dirname, '../models/t5-debian-synopsis');
const RECORDS = join(__dirname, '../examples/debian-packages/test.jsonl');
const BATCH_SIZES = [1, 2, 4, 8, 16];

const recordSchema = z.object({ description: z.string() });

/**
 * Share of a batch's input tokens that are padding, over the example data, where a request is one
 * batch of texts in the file's order. It counts tokens and measures no time, so it is the same on
 * every machine. `npx tsx bench/padding.ts`.
 */
export async function paddingShares(): Promise<Map<number, number>> {
  const codec = new TextCodec(await readT5Folder(MODEL_FOLDER));
  const lengths = readFileSync(RECORDS, 'utf8')
    .trim()
    .split('\n')
    .map((line) => recordSchema.parse(JSON.parse(line)).description)
    .map((text) => codec.encode(`Briefly summarize this text: ${text}`).length);
  return new Map(BATCH_SIZES.map((batchSize) => [batchSize, shareOf(lengths, batchSize)]));
}

function shareOf(lengths: readonly number[], batchSize: number): number {
  let computed = 0;
  for (let start = 0; start < lengths.length; start += batchSize) {
    const batch = lengths.slice(start, start + batchSize);
    computed += batch.length * Math.max(...batch);
  }
  return 1 - lengths.reduce((sum, length) => sum + length, 0) / computed;
}

if (require.main === module) {
  void paddingShares().then((shares) => {
    for (const [batchSize, share] of shares) {
      process.stdout.write(`batch ${batchSize}: ${(share * 100).toFixed(0)} % padding\n`);
    }
  });
}
