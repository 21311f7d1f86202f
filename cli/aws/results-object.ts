import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
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
    try {
      return await readResults(s3, bucket, runId);
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      await sleep(1000);
    }
  }
  return readResults(s3, bucket, runId);
}

/** Reads a run's `results.json`. @throws CliError when there is none, or it is of another version */
export async function readResults(s3: S3Client, bucket: string, runId: string): Promise<Results> {
  const key = new RunLayout(runId).results;
  const { Body } = await s3
    .send(new GetObjectCommand({ Bucket: bucket, Key: key }))
    .catch((cause: unknown) => {
      if ((cause as Error).name !== 'NoSuchKey') throw cause;
      throw new CliError(
        `s3://${bucket}/${key} does not exist: the run is not over, or there is none of this id`,
        { cause },
      );
    });
  const parsed = resultsSchema.safeParse(JSON.parse((await Body?.transformToString()) ?? ''));
  if (parsed.success) return parsed.data;
  throw new CliError(
    `s3://${bucket}/${key} is not a results object of this version: ${parsed.error.message}`,
  );
}
