import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A checkout with the real script, and stand-ins for npm and for what the commands start. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'run-script-'));
  mkdirSync(join(root, 'scripts'));
  cpSync(join(__dirname, '../../scripts/run.mjs'), join(root, 'scripts/run.mjs'));
  write('package-lock.json', '{}');
  write('npm.cjs', 'console.log("npm", ...process.argv.slice(2));');
  write(
    'node_modules/jest/bin/jest.js',
    'console.log("jest", ...process.argv.slice(2)); process.exitCode = 3;',
  );
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** Marks the installed packages as of `seconds` after the lock file. */
function install(seconds: number): void {
  write('node_modules/.package-lock.json', '{}');
  utimesSync(join(root, 'package-lock.json'), 1000, 1000);
  utimesSync(join(root, 'node_modules/.package-lock.json'), 1000 + seconds, 1000 + seconds);
}

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'scripts/run.mjs'), ...args],
    { encoding: 'utf8', env: { ...process.env, npm_execpath: join(root, 'npm.cjs') } },
  );
  return { status, stdout, stderr };
}

test.each([
  [['deploy'], "unknown command 'deploy'"],
  [['toString'], "unknown command 'toString'"],
  [[], 'no command'],
])('%j is refused, with the valid commands, before anything is installed', (args, what) => {
  expect(run(...args)).toEqual({
    status: 1,
    stdout: '',
    stderr: `Error: ${what}; valid: t2t, test, clients, bench\n`,
  });
});

test('hands arguments on, and the exit status back', () => {
  install(0);
  expect(run('test', '--watch', 'a b')).toEqual({
    status: 3,
    stdout: 'jest --watch a b\n',
    stderr: '',
  });
});

test('installs on first use', () => {
  const { status, stdout, stderr } = run('test');
  expect({ status, stdout }).toEqual({ status: 3, stdout: 'npm ci\njest\n' });
  expect(stderr).toMatch(/^Installing dependencies/);
});

test('installs again when the lock file is newer', () => {
  install(-1);
  expect(run('test').stdout).toBe('npm ci\njest\n');
});

test('an installation that fails is the end', () => {
  write('npm.cjs', 'process.exitCode = 7;');
  const { status, stdout, stderr } = run('test');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/Error: npm ci failed; its reason stands above\n$/);
});
