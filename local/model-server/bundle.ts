import { join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * Bundles the model server into one file that plain Node runs. Only onnxruntime-node stays outside,
 * for its native library: `outfile` must lie where that package can be resolved.
 */
export function bundleModelServer(outfile: string): void {
  buildSync({
    entryPoints: [join(__dirname, 'main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['onnxruntime-node'],
    logLevel: 'silent',
  });
}
