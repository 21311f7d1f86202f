import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { RunLayout } from '../../domain/run/layout';
import { resultsSchema, type Results } from '../../domain/run/results';
import { CliError } from '../shared/cli-error';

/** Seconds that the net outside the state machine may take after an execution was aborted. */
const CLEAN_UP_SECONDS = 30;

/** Reads the results of an execution that has ended: an aborted one's are written after its end. */
export async function readFinalResults(
  s3: S3Client,
  bucket: string,
  runId: string,
): Promise<Results> {
  for (let second = 0; second < CLEAN_UP_SECONDS; second++) {
    const results = await findResults(s3, bucket, runId);
    if (results !== undefined) return results;
    await sleep(1000);
  }
  return readResults(s3, bucket, runId);
}

/** Reads a run's `results.json`. @throws CliError when there is none, or it is of another version */
export async function readResults(s3: S3Client, bucket: string, runId: string): Promise<Results> {
  const results = await findResults(s3, bucket, runId);
  if (results !== undefined) return results;
  throw new CliError(
    `${resultsUri(bucket, runId)} does not exist: the run is not over, or there is none of this id`,
  );
}

/** @returns undefined when there is no object @throws CliError when it is of another version */
export async function findResults(
  s3: S3Client,
  bucket: string,
  runId: string,
): Promise<Results | undefined> {
  const object = new GetObjectCommand({ Bucket: bucket, Key: new RunLayout(runId).results });
  const reply = await s3.send(object).catch((error: unknown) => {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  });
  if (reply === undefined) return undefined;
  const text = (await reply.Body?.transformToString()) ?? '';
  try {
    return resultsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new CliError(
      `${resultsUri(bucket, runId)} is not a results object of this version: ${(cause as Error).message}`,
      { cause },
    );
  }
}

function resultsUri(bucket: string, runId: string): string {
  return `s3://${bucket}/${new RunLayout(runId).results}`;
}
