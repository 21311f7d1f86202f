import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { executionLink } from '../../domain/run/deep-link';
import { runIdOf } from '../../domain/run/names';
import { type Results } from '../../domain/run/results';
import { type Clients } from '../aws/clients';
import { type Deployment } from '../aws/deployment';
import { readResults } from '../aws/results-object';
import { type OutputFormat } from '../shared/format-option';
import { ProgressLine } from '../shared/progress-line';
import { downloadRun } from './download-run';
import { followRun } from './follow-run';
import { resultsTable } from './results-table';
import { readInput, withDataset } from './run-input';
import { runName } from './run-name';
import { uploadDataset } from './upload-dataset';

export interface RunOptions {
  readonly input: string;
  readonly dataset?: string;
  readonly name?: string;
  readonly wait: boolean;
  /** Folder for the results; undefined leaves them where they are. */
  readonly download?: string;
  readonly format: OutputFormat;
}

export function printResults(results: Results, format: OutputFormat): void {
  const text = format === 'json' ? JSON.stringify(results, null, 2) : resultsTable(results);
  process.stdout.write(`${text}\n`);
}

/** Starts a run, follows it and prints its results. Exit status 1 when the run does not complete. */
export async function run(
  options: RunOptions,
  clients: Clients,
  { stateMachineArn, dataBucket }: Deployment,
): Promise<void> {
  let input = await readInput(options.input);
  if (options.dataset !== undefined) {
    process.stderr.write(`Uploading ${options.dataset}\n`);
    input = withDataset(input, await uploadDataset(clients.s3, dataBucket, options.dataset));
  }
  const name = options.name ?? runName('run', new Date());
  const { executionArn = '' } = await clients.stepFunctions.send(
    new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }),
  );
  const runId = runIdOf(name);
  if (!options.wait) {
    process.stdout.write(
      `${JSON.stringify({ runId, executionArn, console: executionLink(executionArn) })}\n`,
    );
    return;
  }
  process.stderr.write(`Run ${runId} has started\n`);
  const execution = await followRun(
    clients.stepFunctions,
    executionArn,
    new ProgressLine(process.stderr),
  );
  const results = await readResults(clients.s3, dataBucket, runId);
  printResults(results, options.format);
  if (options.download !== undefined) {
    const files = await downloadRun(clients.s3, dataBucket, results, options.download);
    process.stderr.write(`Downloaded ${files.join(', ')}\n`);
  }
  if (execution.status !== 'SUCCEEDED') process.exitCode = 1;
}
