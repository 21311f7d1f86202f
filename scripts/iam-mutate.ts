import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEveryRight } from './iam-mutate/deployment/start';
import { type MutatedRights, mutateRights } from './iam-mutate/mutate-rights';
import { withMutationTable } from './iam-mutate/mutation-table';
import { scenarios } from './iam-mutate/scenarios/index';

const ROOT = join(__dirname, '..');
const PAGE = join(ROOT, 'docs', 'security.md');

// `npm run iam:mutate`: deploys the application into an embedded AWS, takes each statement out of
// each role in turn, plays what uses it, and writes what then failed into docs/security.md. A
// statement that nothing misses is an error: it grants too much, or a scenario is missing.
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 't2t-iam-mutate-'));
  try {
    const { mutations, unused } = await mutate(folder);
    writeFileSync(PAGE, withMutationTable(readFileSync(PAGE, 'utf8'), mutations));
    if (unused.length > 0) {
      throw new Error(
        `granted, and neither used by a scenario nor excused: ${unused.join('; ')}. Take it away, ` +
          'play what needs it (scripts/iam-mutate/scenarios), or excuse it (local/iam/report/unobservable-rights.ts)',
      );
    }
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

async function mutate(folder: string): Promise<MutatedRights> {
  const application = await startEveryRight(ROOT, folder);
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
