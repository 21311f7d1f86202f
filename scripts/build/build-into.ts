import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { bundleModelServer } from '../../local/model-server/bundle';

const ROOT = join(__dirname, '..', '..');

/**
 * Builds the command line into a folder, which is emptied first: `t2t.js` is one file that plain
 * Node runs; beside it lie the two files that it starts in a process or a thread of their own.
 * The folder must lie below the checkout, whose packages and configuration the commands use.
 */
export function buildInto(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  buildSync({
    entryPoints: [join(ROOT, 'bin', 't2t.ts')],
    outfile: join(folder, 't2t.js'),
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
    // esbuild has a binary of its own; asl-validator reads its schemas from its own folder.
    external: ['esbuild', 'asl-validator'],
    logLevel: 'warning',
  });
  bundleModelServer(join(folder, 'model-server.js'));
  copyFileSync(join(ROOT, 'local', 'lambda', 'bootstrap.cjs'), join(folder, 'bootstrap.cjs'));
}
