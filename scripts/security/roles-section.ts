import { isDeepStrictEqual } from 'node:util';
import { alignedTable } from '../aligned-table';
import { RIGHT_REASONS } from './right-reasons';
import { type Right, type Role } from './roles';

/** One line of a role's table: the rights that have one reason and one condition. */
interface Row {
  readonly may: string;
  readonly on: string;
  readonly onlyIf: string;
  readonly why: string;
}

/** A section for what every function may do, and one for each role with what it may do besides. */
export function rolesSection(roles: readonly Role[]): string {
  const tables = roles.map((role) => ({ role, rows: rowsOf(role.rights) }));
  const ofFunctions = tables.filter(({ role }) => isOfFunction(role)).map(({ rows }) => rows);
  const shared = (ofFunctions[0] ?? []).filter((row) =>
    ofFunctions.every((rows) => includes(rows, row)),
  );
  const sections = tables.map(({ role, rows }) => {
    const own = isOfFunction(role) ? rows.filter((row) => !includes(shared, row)) : rows;
    return section(role.name, takenBy(role), own);
  });
  const every = section('Every function', 'What the role of each function may do.', shared);
  return [every, ...sections].join('\n\n');
}

/** Undefined: nobody has said why. */
export function reasonFor({ action, resource }: Right): string | undefined {
  return RIGHT_REASONS.find(({ actions, on }) => actions.includes(action) && on.test(resource))
    ?.why;
}

function takenBy({ takenBy: service, condition }: Role): string {
  return `Taken by \`${service}\`${condition === '' ? '' : `, only if ${condition}`}.`;
}

function section(name: string, sentence: string, rows: readonly Row[]): string {
  const cells = rows.map(({ may, on, onlyIf, why }) => [may, on, onlyIf, why]);
  const table = alignedTable([['may', 'on', 'only if', 'why'], ...cells]);
  return `### ${name}\n\n${sentence}\n\n${table}`;
}

function rowsOf(rights: readonly Right[]): Row[] {
  const sameReason = grouped(rights, (right) => `${reasonFor(right) ?? ''} ${right.condition}`);
  return sameReason.flatMap((group) => {
    const byAction = grouped(group, ({ action }) => action);
    return grouped(byAction, resourcesOf).map(rowOf);
  });
}

/** Of actions that are allowed on the same resources. */
function rowOf(byAction: readonly (readonly Right[])[]): Row {
  const [right] = byAction.flat();
  if (right === undefined) throw new Error('a row of no rights');
  return {
    may: codes(byAction.flat().map(({ action }) => action)),
    on: resourcesOf(byAction.flat()),
    onlyIf: right.condition,
    why: reasonFor(right) ?? 'nobody has said why',
  };
}

function resourcesOf(rights: readonly Right[]): string {
  return codes(rights.map(({ resource }) => resource));
}

/** In the order in which each key appears. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

function isOfFunction({ takenBy: service }: Role): boolean {
  return service === 'lambda.amazonaws.com';
}

function includes(rows: readonly Row[], row: Row): boolean {
  return rows.some((other) => isDeepStrictEqual(other, row));
}

function codes(texts: readonly string[]): string {
  return [...new Set(texts)]
    .sort()
    .map((text) => `\`${text}\``)
    .join(', ');
}
