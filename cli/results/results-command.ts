import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runIdOf } from '../../domain/run/names';
import { resultsSchema, type Results } from '../../domain/run/results';
import { createClients } from '../aws/clients';
import { findDeployment } from '../aws/deployment';
import { readResults } from '../aws/results-object';
import { runFolder } from '../local/folders';
import { downloadRun } from '../run/download-run';
import { printResults } from '../run/print-results';
import { CliError } from '../shared/cli-error';
import { type OutputFormat } from '../shared/format-option';

export interface ResultsOptions {
  readonly local: boolean;
  readonly download?: string;
  readonly stackPrefix: string;
  readonly format: OutputFormat;
}

/** `t2t results`: of a run in AWS, or of one that was kept on this machine. */
export async function resultsCommand(run: string, options: ResultsOptions): Promise<void> {
  // An execution's name leads to its run too; an id is its own id.
  const runId = runIdOf(run);
  if (options.local) {
    if (options.download !== undefined) {
      throw new CliError(
        `the files of a local run are in ${runFolder(runId)} already; leave --download out`,
      );
    }
    printResults(await readKeptResults(runId), options.format);
    return;
  }
  const { cloudFormation, s3 } = createClients();
  const { dataBucket } = await findDeployment(cloudFormation, options.stackPrefix);
  const results = await readResults(s3, dataBucket, runId);
  printResults(results, options.format);
  if (options.download === undefined) return;
  const files = await downloadRun(s3, dataBucket, results, options.download);
  process.stderr.write(`Downloaded ${files.join(', ')}\n`);
}

async function readKeptResults(runId: string): Promise<Results> {
  const file = join(runFolder(runId), 'results.json');
  if (!existsSync(file)) {
    throw new CliError(
      `${file} does not exist: no run of this id is kept on this machine. Runs are kept by demo and by run --local`,
    );
  }
  try {
    return resultsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new CliError(`${file} holds no results: ${(cause as Error).message}`, { cause });
  }
}
