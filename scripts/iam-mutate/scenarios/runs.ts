import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { RunLayout } from '../../../domain/run/layout';
import { completedResultsSchema } from '../../../domain/run/results';
import { type Application } from '../../runbook/application';
import { until } from '../until';
import { stopJobs } from './jobs';
import { type Outcome } from './scenario';

/** Lines of a data set, each with its article as its own reference. */
export const records = (...articles: string[]): string =>
  articles
    .map((article, at) => `${JSON.stringify({ id: `a-${at}`, article, highlights: article })}\n`)
    .join('');

export async function putRecords(
  application: Application,
  id: string,
  ...articles: string[]
): Promise<string> {
  return putObject(application, `datasets/${id}.jsonl`, records(...articles));
}

export async function putObject(
  { s3, bucket }: Application,
  Key: string,
  Body: string,
): Promise<string> {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  return Key;
}

export async function start(
  { stepFunctions, stateMachineArn }: Application,
  name: string,
  input: object,
): Promise<string> {
  const { executionArn = '' } = await stepFunctions.send(
    new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }),
  );
  return executionArn;
}

export async function runEnds(
  application: Application,
  id: string,
  input: object,
  wanted: string,
  wantedError?: string,
): Promise<Outcome> {
  const executionArn = await start(application, id, input);
  const ended = await endOf(application, executionArn);
  await application.aws.idle();
  await stopJobs(application, id);
  const { status, error } = ended;
  const told = endText(ended);
  const isWell = status === wanted && (wantedError === undefined || error === wantedError);
  if (isWell && status === 'SUCCEEDED' && !(await hasModelETag(application, id))) {
    return { failure: "results.json does not have the ETag of the model's artefact", told };
  }
  return { failure: isWell ? undefined : told, told };
}

/** What a run does without when it may not ask for it, and says nothing. */
async function hasModelETag(application: Application, id: string): Promise<boolean> {
  const results = await objectText(application, new RunLayout(id).results);
  const { provenance } = completedResultsSchema.parse(JSON.parse(results));
  return provenance.model.modelDataETag !== null;
}

export function endOf({ stepFunctions }: Application, executionArn: string) {
  return until(async () => {
    const found = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
    return found.status === 'RUNNING' ? undefined : found;
  });
}

/** What Step Functions says of an end. */
export function endText({ status, error, cause }: DescribeExecutionCommandOutput): string {
  return `the execution is ${status ?? 'unknown'}: ${error ?? ''} ${cause ?? ''}`;
}

export async function objectText({ s3, bucket }: Application, Key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
  return (await Body?.transformToString()) ?? '';
}

export async function deleteObject({ s3, bucket }: Application, Key: string): Promise<void> {
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
}
