import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../cli/local/folders';
import { synthesize } from '../../../cli/local/synthesize';
import { CliError } from '../../../cli/shared/cli-error';

/** A checkout whose application is a few words of TypeScript. */
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'synthesize-'));
  await mkdir(join(root, 'bin'));
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  const cdkJson = { app: 'x', context: { '@aws-cdk/flag': true, config: 'other' } };
  await writeFile(join(root, 'cdk.json'), JSON.stringify(cdkJson));
});
afterEach(() => rm(root, { recursive: true }));

test('runs the application with context, configuration and output folder, as the CDK does', async () => {
  await writeFile(
    join(root, 'bin', 'app.ts'),
    `import { writeFileSync } from 'node:fs';
     const { CDK_OUTDIR: out = '', CDK_CONTEXT_JSON: context = '' } = process.env;
     console.log('noise');
     writeFileSync(out, context satisfies string);`,
  );
  const out = join(root, 'out.json');
  await synthesize(root, 'local', out);
  expect(JSON.parse(await readFile(out, 'utf8'))).toEqual({
    '@aws-cdk/flag': true,
    config: 'local',
  });
});

test('an application that fails is quoted', async () => {
  await writeFile(
    join(root, 'bin', 'app.ts'),
    `process.stderr.write('limits.x: must be at least 1\\n'); process.exitCode = 1;`,
  );
  await expect(synthesize(root, 'mine', join(root, 'out'))).rejects.toThrow(
    new CliError(
      'the application does not synthesize with config/mine.json: limits.x: must be at least 1',
    ),
  );
});
