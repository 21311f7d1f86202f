import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../lib/config/load-config';
import { mutateRights } from './iam-mutate/mutate-rights';
import { withMutationTable } from './iam-mutate/mutation-table';
import { type Mutation } from './iam-mutate/mutation';
import { scenarios } from './iam-mutate/scenarios';
import { startApplication } from './runbook/application';

const ROOT = join(__dirname, '..');
const PAGE = join(ROOT, 'docs', 'security.md');

// `npm run iam:mutate`: deploys the application into an embedded AWS, takes each statement out of
// each role in turn, plays what uses it, and writes what then failed into docs/security.md. A
// statement that nothing misses is an error: it grants too much, or a scenario is missing.
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 't2t-iam-mutate-'));
  try {
    const mutations = await mutate(folder);
    writeFileSync(PAGE, withMutationTable(readFileSync(PAGE, 'utf8'), mutations));
    const survived = mutations.filter(({ verdict }) => verdict.kind === 'survived');
    if (survived.length > 0) {
      throw new Error(
        `${survived.length} of ${mutations.length} statements are not missed by anything; see the table in docs/security.md`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function mutate(folder: string): Promise<Mutation[]> {
  const { presets } = loadConfig({ directory: join(ROOT, 'config'), name: 'local' });
  const application = await startApplication(ROOT, folder, (config) => ({ ...config, presets }));
  try {
    return await mutateRights(application, scenarios, (line) => {
      process.stderr.write(`${line}\n`);
    });
  } finally {
    await application.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`Error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
