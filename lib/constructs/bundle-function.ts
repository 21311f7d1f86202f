import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';

const LAMBDAS = join(__dirname, '../../lambdas');

/** How every function is bundled; the benchmark bundles its yardstick the same way. */
export const BUNDLE_OPTIONS = {
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  // The tests and the embedded AWS run the deployed bundle on Node 20; AWS runs it on Node 24.
  target: 'node20',
  // Modules before CommonJS: only they can be tree-shaken.
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'error',
} as const satisfies BuildOptions;

/** Bundles of this process: several stacks or tests synthesize the same functions. */
const bundles = new Map<string, Uint8Array>();

export function functionFolder(name: string): string {
  return join(LAMBDAS, name);
}

/** Names of all functions. */
export function functionNames(): string[] {
  return readdirSync(LAMBDAS).filter(
    (name) => existsSync(sourceOf(name)) || existsSync(builtBundle(name)),
  );
}

/**
 * `lambdas/<name>/index.ts` with all it imports as one CommonJS file; in the npm package, which has
 * no sources, the file that was built of them. The same sources give the same bytes, whatever other
 * functions there are. SDK clients are bundled, so that what was tested is what runs, whatever the
 * runtime brings.
 *
 * The first call builds all functions, since they share most of what they import: 2.6 s for eleven,
 * against 6.3 s one by one (NodejsFunction, a process for each with its own tools: 19 s for four).
 *
 * @throws Error when there is no such function, or esbuild's own
 */
export function bundleFunction(name: string): Uint8Array {
  const known = bundles.get(name);
  if (known) return known;
  if (existsSync(builtBundle(name))) bundles.set(name, readFileSync(builtBundle(name)));
  else if (existsSync(sourceOf(name))) buildAll();
  const bundle = bundles.get(name);
  if (bundle) return bundle;
  throw new Error(`There is no function '${name}'. Valid: ${functionNames().join(', ')}`);
}

function buildAll(): void {
  const names = functionNames().filter((name) => existsSync(sourceOf(name)));
  const { outputFiles } = buildSync({
    entryPoints: Object.fromEntries(names.map((name) => [name, sourceOf(name)])),
    absWorkingDir: LAMBDAS,
    ...BUNDLE_OPTIONS,
    // Only for the outputs' names: nothing is written.
    outdir: LAMBDAS,
    write: false,
  });
  for (const { path, contents } of outputFiles) bundles.set(basename(path, '.js'), contents);
}

function sourceOf(name: string): string {
  return join(functionFolder(name), 'index.ts');
}

function builtBundle(name: string): string {
  return join(functionFolder(name), 'index.js');
}
