import { alignedTable } from '../aligned-table';
import { unobservableRights } from '../../local/iam/report/unobservable-rights';
import { type Mutation, type Verdict } from './mutation';

/** `<!-- mutation -->` ... `<!-- end -->` in docs/security.md. */
const PART = /(<!-- mutation -->\n)[^]*?(<!-- end -->)/u;

/** The page with the table of mutations written anew. @throws Error when the page has no place for it */
export function withMutationTable(page: string, mutations: readonly Mutation[]): string {
  if (!PART.test(page)) throw new Error('the page has no part <!-- mutation -->');
  return page.replace(PART, (_, head: string, end: string) => {
    return `${head}\n${mutationTable(mutations)}\n\n${excuseTable()}\n\n${end}`;
  });
}

function mutationTable(mutations: readonly Mutation[]): string {
  const rows = mutations.map(({ statement, verdict }) => [
    roleOf(statement.roleArn),
    statement.actions.map((action) => `\`${action}\``).join(', '),
    ...cells(verdict),
  ]);
  return alignedTable([['role', 'without', 'what fails', 'seen in'], ...rows]);
}

/** The list that excuses rights which AWS demands and nothing here can ask for. */
export function excuseTable(): string {
  const rows = unobservableRights.map(({ name, actions, page, why }) => [
    name,
    actions.map((action) => `\`${action}\``).join(', '),
    why,
    `[AWS](${page})`,
  ]);
  return alignedTable([
    ['excused', 'actions', 'why it cannot be seen here', 'demanded by'],
    ...rows,
  ]);
}

function cells(verdict: Verdict): string[] {
  if (verdict.kind === 'denied') return [verdict.scenario, verdict.seenIn];
  return verdict.kind === 'excused' ? ['', `excused: ${verdict.by}`] : ['nothing', verdict.why];
}

/** Names in templates end in a hash and a generated suffix, which differ from deployment to deployment. */
export function roleOf(roleArn: string): string {
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return name
    .replace(/^Text2TextBatch-(?:Pipeline|Model|Storage)-/u, '')
    .replace(/[0-9A-F]{8}-[0-9A-Z]+$/u, '');
}
