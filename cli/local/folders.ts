import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError } from '../shared/cli-error';

/** The checkout around this file, or around the bundle in `dist/`. Undefined in the npm package. */
export const CHECKOUT = findCheckout(__dirname);

/** Where `config/` and `examples/` are: the checkout; in the npm package, the folder of the bundle. */
export const ROOT = CHECKOUT ?? __dirname;

/** What commands leave on this machine: safe to delete, ignored by git. */
export const DATA_DIR = join(CHECKOUT ?? process.cwd(), '.t2t');

/** Where the results of a run in the embedded AWS are kept. */
export function runFolder(runId: string): string {
  return join(DATA_DIR, 'runs', runId);
}

/** @throws CliError in the npm package, which has neither the application nor a model */
export function requireCheckout(): string {
  if (CHECKOUT !== undefined) return CHECKOUT;
  throw new CliError(
    'the embedded AWS deploys the application of a checkout, and this is the npm package without ' +
      'it; run the command in a checkout of text2text-batch, as: npm run -s t2t -- COMMAND',
  );
}

/** A folder with both files: another application that uses the package has a cdk.json too. */
function findCheckout(folder: string): string | undefined {
  const isCheckout = ['cdk.json', 'bin/t2t.ts'].every((file) => existsSync(join(folder, file)));
  if (isCheckout) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findCheckout(parent);
}
