import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { withLocalAws } from '../../test/clients/support/local-aws';
import { type Check } from './run-checks';

const FOLDER = join(__dirname, '..', '..', 'test', 'clients');

type CheckFunction = (endpoint: string) => Promise<void>;
const checkFunction = z.custom<CheckFunction>((value) => typeof value === 'function');

/**
 * Every function `check...` that a file of `test/clients/` exports, in the order of the files' names.
 * `checkRealtimeClients` is called "realtime clients".
 * @param words only checks whose name holds one of them; none: all
 * @throws Error when no check is left, or a file has none
 */
export async function findChecks(words: readonly string[]): Promise<Check[]> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
  const checks: Check[] = [];
  for (const file of files.sort()) checks.push(...(await checksOf(file)));
  const chosen = checks.filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word.toLowerCase())),
  );
  if (chosen.length > 0) return chosen;
  const valid = checks.map(({ name }) => `'${name}'`).join(', ');
  throw new Error(`no check has '${words.join("' or '")}' in its name; there are ${valid}`);
}

async function checksOf(file: string): Promise<Check[]> {
  const module: unknown = await import(pathToFileURL(join(FOLDER, file)).href);
  const exported = Object.entries(z.record(z.string(), z.unknown()).parse({ ...asObject(module) }));
  const checks = exported
    .filter(([name]) => /^check[A-Z]/.test(name))
    .map(([name, value]) => ({ name: nameOf(name), run: runnable(checkFunction.parse(value)) }));
  if (checks.length === 0) throw new Error(`test/clients/${file} exports no function 'check...'`);
  return checks;
}

/** A check that takes an endpoint gets that of an embedded AWS of its own: `t2t local up`. */
function runnable(check: CheckFunction): Check['run'] {
  return check.length > 0 ? () => withLocalAws(check) : () => check('');
}

function asObject(module: unknown): object {
  return typeof module === 'object' && module !== null ? module : {};
}

/** `checkS3Clients` -> `s3 clients` */
function nameOf(exported: string): string {
  return exported
    .replace(/^check/, '')
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .toLowerCase();
}
