import { isDeepStrictEqual } from 'node:util';
import { type GrantedStatement } from '../../local/iam/report/granted-statements';
import { type RecordedUse, type StatementUse } from '../../local/iam/report/use';
import { type UnobservableRight } from '../../local/iam/report/unobservable-rights';

/** What became of one statement's absence. */
export type Verdict =
  /** A call was denied that names an action of the statement, and somebody could see it. */
  | {
      readonly kind: 'denied';
      readonly scenario: string;
      /** The one that was denied first. */
      readonly action: string;
      /** Where a person finds the denial, or what else shows that something is wrong. */
      readonly seenIn: string;
    }
  /** The list of unobservable rights excuses all of its actions. */
  | { readonly kind: 'excused'; readonly by: string }
  | { readonly kind: 'survived'; readonly why: string };

export interface Mutation {
  /** As the template calls it. */
  readonly role: string;
  readonly statement: GrantedStatement;
  readonly verdict: Verdict;
}

/** A policy without one statement. @param index place of the statement, from 0 */
export function withoutStatement(document: unknown, index: number): object {
  if (typeof document !== 'object' || document === null || !('Statement' in document)) {
    throw new Error('a policy without statements has none to take out');
  }
  const { Statement } = document;
  const statements: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  return { ...document, Statement: statements.filter((_, at) => at !== index) };
}

/** The calls of `after` that `before` does not have yet, as far as a statement served them. */
export function newUses(before: RecordedUse, after: RecordedUse): StatementUse[] {
  const callsOf = (recorded: RecordedUse, use: StatementUse): number =>
    recorded.uses.find((each) => isDeepStrictEqual(identityOf(each), identityOf(use)))?.calls ?? 0;
  return after.uses.filter((use) => use.calls > callsOf(before, use));
}

/** Whether one of the calls was served by the statement. */
export function isServed(statement: GrantedStatement, uses: readonly StatementUse[]): boolean {
  return uses.some(
    (use) =>
      use.ownerArn === statement.roleArn &&
      use.policy === statement.policy &&
      use.statement === statement.statement,
  );
}

/** New denials of a role for what the statement allows: the sentence names the session and the action. */
export function denialsOf(
  statement: GrantedStatement,
  before: RecordedUse,
  after: RecordedUse,
): string[] {
  const known = new Map(before.denials.map(({ message, calls }) => [message, calls]));
  const role = statement.roleArn.slice(statement.roleArn.lastIndexOf('/') + 1);
  return after.denials
    .filter(({ message, calls }) => calls > (known.get(message) ?? 0))
    .map(({ message }) => message)
    .filter((message) => message.includes(`:assumed-role/${role}/`))
    .filter((message) => statement.actions.some((action) => namesAction(message, action)));
}

/** The right that excuses a statement; undefined unless it covers all of the statement's actions. */
export function excuseFor(
  { roleArn, actions }: GrantedStatement,
  excuses: readonly UnobservableRight[],
): string | undefined {
  const role = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const covering = actions.map((action) =>
    excuses.find((excuse) => excuse.actions.includes(action) && (excuse.roles?.test(role) ?? true)),
  );
  return covering.every((excuse) => excuse !== undefined) ? covering[0]?.name : undefined;
}

function namesAction(message: string, action: string): boolean {
  return message.includes(` to perform: ${action} `);
}

function identityOf({ calls: _, resource: _first, ...identity }: StatementUse): object {
  return identity;
}
