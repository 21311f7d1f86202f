import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** What the state of a data directory is of: with another, half of it would be about things that are not there. */
const scopeSchema = z.object({
  region: z.string(),
  accountId: z.string(),
  /** Signing names of what runs in the process. */
  services: z.array(z.string()),
});
export type KeptScope = z.output<typeof scopeSchema>;

const FILE = 'scope.json';

/** A data directory that belongs to an embedded AWS of another region, account or set of services. */
export class OtherScope extends Error {
  override readonly name = 'OtherScope';

  constructor(dataDir: string, was: KeptScope, is: KeptScope) {
    const only = (one: KeptScope, other: KeptScope): string =>
      one.services.filter((name) => !other.services.includes(name)).join(', ');
    const [gone, come] = [only(was, is), only(is, was)];
    const differences = [
      ...(gone === '' ? [] : [`with ${gone}`]),
      ...(come === '' ? [] : [`without ${come}`]),
      ...(was.region === is.region ? [] : [`in ${was.region}`]),
      ...(was.accountId === is.accountId ? [] : [`of the account ${was.accountId}`]),
    ];
    super(
      `The data in ${dataDir} are of an embedded AWS ${differences.join(' and ')}: start it as before, or with another directory.`,
    );
  }
}

/** @throws OtherScope when a directory is of another one */
export function checkScope(dataDir: string, scope: KeptScope): void {
  const known = readScope(dataDir);
  if (known && !isSame(known, scope)) throw new OtherScope(dataDir, known, scope);
}

/** Writes down what a directory is of, once something serves from it. */
export function keepScope(dataDir: string, scope: KeptScope): void {
  if (readScope(dataDir)) return;
  const path = join(dataDir, FILE);
  writeFileSync(`${path}.partial`, JSON.stringify(scope));
  renameSync(`${path}.partial`, path);
}

/** Undefined for a directory that is new. */
function readScope(dataDir: string): KeptScope | undefined {
  let text: string;
  try {
    text = readFileSync(join(dataDir, FILE), 'utf8');
  } catch {
    return undefined;
  }
  return scopeSchema.parse(JSON.parse(text));
}

function isSame(one: KeptScope, other: KeptScope): boolean {
  const textOf = ({ region, accountId, services }: KeptScope): string =>
    JSON.stringify([region, accountId, services.toSorted()]);
  return textOf(one) === textOf(other);
}
