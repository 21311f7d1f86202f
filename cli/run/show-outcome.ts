import { type DescribeExecutionCommandOutput } from '@aws-sdk/client-sfn';
import { duplicateSchema, type Duplicate } from '../../domain/run/idempotency';
import { type Results } from '../../domain/run/results';
import { type Clients } from '../aws/clients';
import { findResults, readFinalResults } from '../aws/results-object';
import { CliError } from '../shared/cli-error';
import { type OutputFormat } from '../shared/format-option';
import { downloadRun } from './download-run';
import { printResults } from './print-results';

/** What an execution that has ended says of itself. */
export type EndedExecution = Pick<
  DescribeExecutionCommandOutput,
  'executionArn' | 'status' | 'output' | 'error' | 'cause'
>;

export interface OutcomeOptions {
  readonly dataBucket: string;
  readonly runId: string;
  /** Folder for the results; undefined leaves them where they are. */
  readonly download?: string | undefined;
  readonly format: OutputFormat;
}

/**
 * Prints what an execution has come to: its results, or, for a duplicate, those of the run that has
 * its idempotency key. Exit status 1 when the execution itself did not succeed.
 */
export async function showOutcome(
  execution: EndedExecution,
  { s3 }: Pick<Clients, 's3'>,
  options: OutcomeOptions,
): Promise<void> {
  const duplicate = duplicateIn(execution.output);
  const results = duplicate
    ? await resultsOfHolder(duplicate, s3, options)
    : await resultsOf(execution, s3, options);
  if (results) {
    printResults(results, options.format);
    if (options.download !== undefined) {
      const files = await downloadRun(s3, options.dataBucket, results, options.download);
      process.stderr.write(`Downloaded ${files.join(', ')}\n`);
    }
  }
  if (execution.status !== 'SUCCEEDED') process.exitCode = 1;
}

function duplicateIn(output: string | undefined): Duplicate | undefined {
  return output === undefined ? undefined : duplicateSchema.safeParse(JSON.parse(output)).data;
}

/** @returns undefined while the other run has none */
async function resultsOfHolder(
  duplicate: Duplicate,
  s3: Clients['s3'],
  { dataBucket, format }: OutcomeOptions,
): Promise<Results | undefined> {
  const { duplicateOf, message, links } = duplicate;
  process.stderr.write(`Duplicate of run ${duplicateOf}: ${message}\n`);
  const results = await findResults(s3, dataBucket, duplicateOf);
  if (results) return results;
  process.stderr.write(
    `That run has no results yet: ${links.execution}\nLater: t2t results ${duplicateOf}\n`,
  );
  if (format === 'json') process.stdout.write(`${JSON.stringify(duplicate, null, 2)}\n`);
  return undefined;
}

/**
 * The results of this very execution.
 * @throws CliError with the execution's own error where there are none, or those of another run
 *   that had the name before
 */
async function resultsOf(
  execution: EndedExecution,
  s3: Clients['s3'],
  { dataBucket, runId }: OutcomeOptions,
): Promise<Results> {
  const error = new CliError(
    `the execution ended as ${execution.status ?? 'unknown'}: ${execution.error ?? 'no error'}: ` +
      (execution.cause ?? 'no cause given'),
  );
  const results = await readFinalResults(s3, dataBucket, runId).catch((cause: unknown) => {
    throw execution.status !== 'SUCCEEDED' && cause instanceof CliError ? error : cause;
  });
  if (results.execution.arn !== execution.executionArn) throw error;
  return results;
}
