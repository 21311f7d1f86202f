import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { dependencies, peerDependencies, version } from '../../package.json';

const ROOT = join(__dirname, '../..');

/** As `docs/deploy.md` has it; a test there holds them equal. */
const APPLICATION = /```ts ten-lines\n(.*?)```/s.exec(
  readFileSync(join(ROOT, 'docs/deploy.md'), 'utf8'),
)?.[1];

const assetsSchema = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string() }) })),
});

const templateSchema = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string() })),
});

/** What `npm pack` makes, installed into an empty CDK application elsewhere. */
describe('the npm package', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 't2t-package-'));
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    execFileSync(npm, ['pack', '--pack-destination', folder], { cwd: ROOT, stdio: 'pipe' });
    const installed = join(folder, 'node_modules/text2text-batch');
    mkdirSync(installed, { recursive: true });
    const archive = join(folder, `text2text-batch-${version}.tgz`);
    execFileSync('tar', ['-xzf', archive, '-C', installed, '--strip-components=1']);
    // Only what the package says it needs: a missing dependency is found here.
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      const link = join(folder, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules', name), link, 'dir');
    }
  }, 120_000);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('synthesizes ten lines, with the bundle of every function', () => {
    const lines = APPLICATION ?? '';
    expect(lines.trim().split('\n').length).toBeLessThanOrEqual(10);
    writeFileSync(join(folder, 'app.ts'), lines);
    compile(folder);
    execFileSync(process.execPath, ['app.js'], {
      cwd: folder,
      env: { ...process.env, CDK_OUTDIR: join(folder, 'cdk.out') },
      stdio: 'pipe',
    });
    const { files } = assetsSchema.parse(
      JSON.parse(readFileSync(join(folder, 'cdk.out/Summaries.assets.json'), 'utf8')),
    );
    const bundles = Object.values(files).filter(({ source }) =>
      readable(join(folder, 'cdk.out', source.path)).includes('index.js'),
    );
    const { Resources } = templateSchema.parse(
      JSON.parse(readFileSync(join(folder, 'cdk.out/Summaries.template.json'), 'utf8')),
    );
    const functions = Object.values(Resources).filter(
      ({ Type }) => Type === 'AWS::Lambda::Function',
    );
    expect(functions).toHaveLength(10);
    expect(bundles).toHaveLength(functions.length);
  }, 120_000);

  it('brings the command line, which says when a command needs a checkout', () => {
    const t2t = (...args: string[]) =>
      spawnSync(
        process.execPath,
        [join(folder, 'node_modules/text2text-batch/dist/t2t.js'), ...args],
        { cwd: folder, encoding: 'utf8' },
      );
    expect(t2t('--help').stdout).toContain('Usage: t2t');
    expect(t2t('models').stdout).toContain('huggingface-text2text-flan-t5-large');
    const demo = t2t('demo');
    expect(demo.stderr).toMatch(/^Error: the embedded AWS deploys the application of a checkout/);
    expect(demo.status).not.toBe(0);
  });
});

/** With the checkout's compiler, as strictly as its own code, and the package's types. */
function compile(folder: string): void {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const options = '--strict --skipLibCheck --module Node16 --target ES2023 --types node';
  const args = [...options.split(' '), '--typeRoots', join(ROOT, 'node_modules/@types'), 'app.ts'];
  execFileSync(process.execPath, [tsc, ...args], { cwd: folder, stdio: 'pipe' });
}

function readable(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
