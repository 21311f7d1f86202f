import { NAMED_LATER, type Wildcard, WITHOUT_RESOURCE } from '../../lib/nag/wildcards';
import { alignedTable } from '../aligned-table';

/** The actions that are allowed on `*`. */
export function withoutResourceTable(): string {
  return wildcardsTable(WITHOUT_RESOURCE);
}

/** The actions that are allowed on what gets its name later. */
export function namedLaterTable(): string {
  return wildcardsTable(NAMED_LATER);
}

function wildcardsTable(wildcards: readonly Wildcard[]): string {
  const rows = wildcards.map(({ actions, reason }) => [
    actions.map((action) => `\`${action}\``).join(', '),
    reason,
  ]);
  return alignedTable([['actions', 'why'], ...rows]);
}
