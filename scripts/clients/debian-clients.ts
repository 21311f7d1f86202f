import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A file of each package that the checks use; Debian's own, whatever else the PATH may have. */
const NEEDED = {
  awscli: '/usr/bin/aws',
  'python3-boto3': '/usr/lib/python3/dist-packages/boto3/__init__.py',
} as const;

/**
 * Installs Debian's `awscli` and `python3-boto3` where they are missing.
 * @throws Error that says what to install by hand
 */
export function installDebianClients(): void {
  const missing = Object.entries(NEEDED)
    .filter(([, file]) => !existsSync(file))
    .map(([name]) => name);
  if (missing.length === 0) return;
  const names = missing.join(' ');
  if (!existsSync('/usr/bin/apt-get')) {
    throw new Error(
      `these checks use Debian's ${names}, and there is no apt-get here; run them on Debian 12`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new Error(
      `these checks use Debian's ${names}; only root may install them: run 'sudo apt-get install ${names}' first`,
    );
  }
  process.stdout.write(`Installing ${names}\n`);
  const install = (): boolean => aptGet('install', '--no-install-recommends', ...missing);
  // A fresh image has no lists of packages.
  if (!install() && !(aptGet('update') && install())) {
    throw new Error(`apt-get could not install ${names}; its reason stands above`);
  }
}

function aptGet(...args: string[]): boolean {
  const { status } = spawnSync('apt-get', ['-y', '-q', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    // Its progress would hide the checks' lines.
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return status === 0;
}
