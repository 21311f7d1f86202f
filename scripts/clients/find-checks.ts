import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { type Check } from './run-checks';

const FOLDER = join(__dirname, '..', '..', 'test', 'clients');

const checkFunction = z.custom<Check['run']>((value) => typeof value === 'function');

/**
 * Every function `check...` that a file of `test/clients/` exports, in the order of the files' names.
 * `checkRealtimeClients` is called "realtime clients".
 * @param words only checks whose name holds one of them; none: all
 * @throws Error when no check is left
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
  // A file without one holds what checks share.
  return exported
    .filter(([name]) => /^check[A-Z]/.test(name))
    .map(([name, value]) => ({ name: nameOf(name), run: checkFunction.parse(value) }));
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
