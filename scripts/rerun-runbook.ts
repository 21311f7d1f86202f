import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApplication } from './runbook/application';
import { rerunConsoleBlocks } from './runbook/console-blocks';
import { normalise } from './runbook/normalise';
import { openShell } from './runbook/shell';
import { provoke, settled } from './runbook/situations';

const ROOT = join(__dirname, '..');
const PAGE = join(ROOT, 'docs', 'runbook.md');

// `npm run runbook`: deploys the application into an embedded AWS, provokes what the runbook is
// about, runs the page's commands with the AWS CLI and writes their outputs into it. With
// `-- --check` nothing is written, and an output that differs is an error.
async function main(check: boolean): Promise<void> {
  if (spawnSync('aws', ['--version']).error) {
    throw new Error("the runbook's commands need the AWS CLI: there is no 'aws' on the PATH");
  }
  const folder = mkdtempSync(join(tmpdir(), 't2t-runbook-'));
  try {
    const page = readFileSync(PAGE, 'utf8');
    const rerun = await rerunPage(page, folder);
    if (!check) writeFileSync(PAGE, rerun);
    else if (rerun !== page) throw new Error(difference(page, rerun));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rerunPage(page: string, folder: string): Promise<string> {
  const application = await startApplication(ROOT, folder);
  const { endpoint, region } = application.aws;
  // Files that commands write lie beside the data, not in the checkout.
  const shell = openShell(folder, {
    PATH: process.env.PATH,
    // Nobody's profile or settings.
    HOME: folder,
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_PAGER: '',
  });
  try {
    await provoke(application, shell);
    return await rerunConsoleBlocks(page, async (command) => {
      process.stderr.write(`$ ${command}\n`);
      const output = await shell.run(command);
      await settled(application);
      return normalise(output);
    });
  } finally {
    shell.close();
    await application.close();
  }
}

/** The first line that differs, with its number. */
function difference(page: string, rerun: string): string {
  const [before, after] = [page.split('\n'), rerun.split('\n')];
  const at = after.findIndex((line, index) => line !== before[index]);
  return (
    `docs/runbook.md, line ${at + 1}: the command now prints '${after[at] ?? ''}', ` +
    `not '${before[at] ?? ''}'; npm run runbook writes it anew`
  );
}

main(process.argv.includes('--check')).catch((error: unknown) => {
  process.stderr.write(`Error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
