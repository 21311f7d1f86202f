// Runs one of the project's commands and, on first use, installs what it needs: `npm run demo` and
// `npm test` are all that a fresh clone asks for. Plain JavaScript without imports from npm, since
// nothing is installed yet when it starts.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (path) => join(ROOT, 'node_modules', path);
const TYPESCRIPT = ['--import', 'tsx'];

/** Arguments of `node` for each command. */
const COMMANDS = {
  t2t: [...TYPESCRIPT, 'bin/t2t.ts'],
  test: [bin('jest/bin/jest.js')],
  clients: [...TYPESCRIPT, 'scripts/test-clients.ts'],
  bench: ['--expose-gc', ...TYPESCRIPT, 'bench/run.ts'],
};

const [command, ...rest] = process.argv.slice(2);
if (!Object.hasOwn(COMMANDS, command)) {
  const what = command === undefined ? 'no command' : `unknown command '${command}'`;
  fail(`${what}; valid: ${Object.keys(COMMANDS).join(', ')}`);
}
if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Node.js ${process.versions.node} is too old; this project needs version 20 or newer`);
}
installOnFirstUse();
run(process.execPath, [...COMMANDS[command], ...rest]);

/** npm writes its own copy of the lock file last: older than ours means unfinished or out of date. */
function installOnFirstUse() {
  const installed = bin('.package-lock.json');
  const lock = join(ROOT, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error('Installing dependencies (first use, or package-lock.json has changed)');
  const npm = process.env.npm_execpath;
  // Without npm around us (node scripts/run.mjs ...), npm is found on the PATH.
  const status = npm
    ? spawn(process.execPath, [npm, 'ci'])
    : spawn(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci']);
  if (status !== 0) fail('npm ci failed; its reason stands above');
}

function run(file, args) {
  process.exit(spawn(file, args) ?? 1);
}

function spawn(file, args) {
  const { status, error } = spawnSync(file, args, { cwd: ROOT, stdio: 'inherit' });
  if (error) fail(error.message);
  return status;
}

function fail(message) {
  console.error(`Error: ${message}`);
  process.exit(1);
}
