import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildInto } from '../../../scripts/build/build-into';

const folder = mkdtempSync(join(tmpdir(), 'build-into-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('makes the command and what it starts, and keeps nothing of a build before', () => {
  const target = join(folder, 'new', 'dist');
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'old.js'), '');
  buildInto(target);
  expect(readdirSync(target).toSorted()).toEqual(['bootstrap.cjs', 'model-server.js', 't2t.js']);
  // Help needs no package and no checkout: the commands load theirs when they run.
  const { status, stdout } = spawnSync(process.execPath, [join(target, 't2t.js'), '--help'], {
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  for (const command of ['demo', 'run', 'results', 'rouge']) {
    expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
  }
});
