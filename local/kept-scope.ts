import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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
    const says = ({ region, accountId, services }: KeptScope): string =>
      `${services.toSorted().join(', ')} in ${region}, account ${accountId}`;
    super(
      `The data in ${dataDir} are of an embedded AWS with ${says(was)}, and this one would have ${says(is)}: start it as before, or with another directory.`,
    );
  }
}

/** Writes down what a new directory is of. @throws OtherScope */
export function keepScope(dataDir: string, scope: KeptScope): void {
  const known = readScope(dataDir);
  if (known && !isSame(known, scope)) throw new OtherScope(dataDir, known, scope);
  if (known) return;
  mkdirSync(dataDir, { recursive: true });
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
