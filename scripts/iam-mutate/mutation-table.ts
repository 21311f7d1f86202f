import { alignedTable } from '../aligned-table';
import { unobservableRights } from '../../local/iam/report/unobservable-rights';
import { type Mutation, type Verdict } from './mutation';

/** `<!-- mutation -->` ... `<!-- end -->` in docs/security.md. */
const PART = /(<!-- mutation -->\n)[^]*?(<!-- end -->)/u;

/** The page with the table of mutations written anew. @throws Error when the page has no place for it */
export function withMutationTable(page: string, mutations: readonly Mutation[]): string {
  if (!PART.test(page)) throw new Error('the page has no part <!-- mutation -->');
  const count = (kind: Verdict['kind']): number =>
    mutations.filter(({ verdict }) => verdict.kind === kind).length;
  const sum = `${mutations.length} statements: ${count('denied')} are missed, ${count('excused')} are excused, ${count('survived')} are not missed.`;
  return page.replace(PART, (_, head: string, end: string) => {
    return `${head}\n${sum}\n\n${mutationTable(mutations)}\n\n${excuseTable()}\n\n${end}`;
  });
}

/** The rows of a page's table of mutations. */
export interface MutationRow {
  readonly role: string;
  readonly actions: readonly string[];
  /** Whether the statement is missed by something, or excused. */
  readonly isJudged: boolean;
}

/** What `withMutationTable` has written. @throws Error when the page has no part for it */
export function mutationRows(page: string): MutationRow[] {
  const [part] = PART.exec(page) ?? [];
  if (part === undefined) throw new Error('the page has no part <!-- mutation -->');
  const table = part.slice(0, part.indexOf('| excused '));
  return table.split('\n').flatMap((line) => {
    const [, role = '', actions = '', , , shown = ''] = line.split('|').map((cell) => cell.trim());
    if (!role.startsWith('`')) return [];
    return [
      {
        role: role.replaceAll('`', ''),
        actions: actions.split(', ').map((action) => action.replaceAll('`', '')),
        isJudged: shown !== '' && !shown.startsWith(NOTHING),
      },
    ];
  });
}

/** Begins the last cell of a statement that nothing misses. */
const NOTHING = 'nothing: ';

function mutationTable(mutations: readonly Mutation[]): string {
  const rows = mutations.map(({ role, statement, verdict }) => [
    `\`${role}\``,
    code(statement.actions),
    ...cells(verdict),
  ]);
  return alignedTable([['role', 'without', 'is denied', 'in', 'which shows in'], ...rows]);
}

/** The list that excuses rights which AWS demands and nothing here can ask for. */
export function excuseTable(): string {
  const rows = unobservableRights.map(({ name, actions, page, why }) => [
    name,
    code(actions),
    why,
    `[AWS](${page})`,
  ]);
  return alignedTable([
    ['excused', 'actions', 'why it cannot be seen here', 'demanded by'],
    ...rows,
  ]);
}

function cells(verdict: Verdict): string[] {
  if (verdict.kind === 'denied') {
    return [code([verdict.action]), verdict.scenario, verdict.seenIn];
  }
  return verdict.kind === 'excused'
    ? ['', '', `excused: ${verdict.by}`]
    : ['', '', `${NOTHING}${verdict.why}`];
}

function code(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
