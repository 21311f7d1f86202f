import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { RunLayout } from '../../domain/run/layout';
import { type Results } from '../../domain/run/results';

/**
 * Copies what a person wants of a run into a folder: `results.json`, and the shards of predictions
 * and scores joined into `predictions.jsonl` and `scores.jsonl`, in data-set order; the ledger.
 *
 * @returns paths of the files, each complete or absent
 */
export async function downloadRun(
  s3: S3Client,
  bucket: string,
  results: Results,
  folder: string,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const layout = new RunLayout(results.runId);
  const resultsFile = join(folder, 'results.json');
  await writeFile(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  const files = [resultsFile];
  const joined: readonly (readonly [name: string, prefix: string])[] = [
    ['predictions.jsonl', layout.predictionsPrefix],
    ['scores.jsonl', layout.scoresPrefix],
    ['ledger.jsonl', layout.ledger],
  ];
  for (const [name, prefix] of joined) {
    const file = join(folder, name);
    if (await joinObjects(s3, bucket, prefix, file)) files.push(file);
  }
  return files;
}

/** Joins the objects under a prefix in S3's order, which is that of shards. @returns false for none */
async function joinObjects(
  s3: S3Client,
  bucket: string,
  prefix: string,
  file: string,
): Promise<boolean> {
  // Under another name until it is whole: nothing half-written stays behind under a good one.
  const partial = `${file}.partial`;
  let objects = 0;
  for await (const page of paginateListObjectsV2(
    { client: s3 },
    { Bucket: bucket, Prefix: prefix },
  )) {
    for (const { Key } of page.Contents ?? []) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
      const flags = objects++ === 0 ? 'w' : 'a';
      // In Node.js the SDK's body is a Readable; its type covers browsers too.
      await pipeline(Body as Readable, createWriteStream(partial, { flags }));
    }
  }
  if (objects > 0) await rename(partial, file);
  // What an earlier run left here would be taken for this one's.
  else await rm(file, { force: true });
  return objects > 0;
}
