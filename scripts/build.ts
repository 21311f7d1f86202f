import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { bundleModelServer } from '../local/model-server/bundle';

const ROOT = join(__dirname, '..');
const DIST = join(ROOT, 'dist');

/**
 * Builds `dist/`: the command line as one file that plain Node runs, and beside it the two files
 * that it starts in a process or a thread of their own.
 */
function build(): void {
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST);
  buildSync({
    entryPoints: [join(ROOT, 'bin', 't2t.ts')],
    outfile: join(DIST, 't2t.js'),
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
  bundleModelServer(join(DIST, 'model-server.js'));
  copyFileSync(join(ROOT, 'local', 'lambda', 'bootstrap.cjs'), join(DIST, 'bootstrap.cjs'));
}

build();
