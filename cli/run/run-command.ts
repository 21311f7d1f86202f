import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { executionLink } from '../../domain/run/deep-link';
import { runIdOf } from '../../domain/run/names';
import { createClients, type Clients } from '../aws/clients';
import { findDeployment, type Deployment } from '../aws/deployment';
import { runFolder } from '../local/folders';
import { withEmbeddedAws } from '../local/with-embedded-aws';
import { CliError } from '../shared/cli-error';
import { type OutputFormat } from '../shared/format-option';
import { ProgressLine } from '../shared/progress-line';
import { followRun } from './follow-run';
import { readInput, withFiles, withNames } from './run-input';
import { runName } from './run-name';
import { showOutcome } from './show-outcome';
import { uploadFile } from './upload-file';

export interface RunOptions {
  readonly input: string;
  readonly dataset?: string;
  readonly references?: string;
  readonly preset?: string;
  readonly idempotencyKey?: string;
  readonly name?: string;
  readonly wait: boolean;
  /** Folder for the results; undefined leaves them where they are. */
  readonly download?: string;
  readonly format: OutputFormat;
}

export interface RunCommandOptions extends RunOptions {
  readonly local: boolean;
  readonly stackPrefix: string;
}

/** `t2t run`: in AWS, or in an embedded AWS that lives as long as the command. */
export async function runCommand(options: RunCommandOptions): Promise<void> {
  if (!options.local) {
    const clients = createClients();
    await run(options, clients, await findDeployment(clients.cloudFormation, options.stackPrefix));
    return;
  }
  if (!options.wait) {
    throw new CliError(
      '--no-wait and --local exclude each other: the embedded AWS ends with the command',
    );
  }
  const name = options.name ?? runName('run', new Date());
  const download = options.download ?? runFolder(runIdOf(name));
  await withEmbeddedAws(({ clients, deployment }) =>
    run({ ...options, name, download }, clients, deployment),
  );
}

/**
 * Starts a run, follows it and prints its results, or those of the run that it would have repeated.
 * Exit status 1 when the run does not complete.
 */
export async function run(
  options: RunOptions,
  clients: Clients,
  { stateMachineArn, dataBucket }: Deployment,
): Promise<void> {
  const name = options.name ?? runName('run', new Date());
  const runId = runIdOf(name);
  const asked = withNames(await readInput(options.input), options);
  const upload = async (kind: string, file: string | undefined): Promise<string | undefined> => {
    if (file === undefined) return undefined;
    process.stderr.write(`Uploading ${file}\n`);
    return uploadFile(clients.s3, dataBucket, `uploads/${runId}/${kind}`, file);
  };
  const input = withFiles(asked, {
    dataset: await upload('dataset', options.dataset),
    references: await upload('references', options.references),
  });
  const { executionArn = '' } = await clients.stepFunctions.send(
    new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }),
  );
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
  await showOutcome(execution, clients, { ...options, dataBucket, runId });
}
