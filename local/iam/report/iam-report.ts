import { type GrantedStatement } from './granted-statements';
import { type UnobservableRight } from './unobservable-rights';
import { type Denial, type RecordedUse, type StatementUse } from './use';

/** An action or a resource of a statement, with the calls that it served. */
export interface ReportedPattern {
  readonly pattern: string;
  readonly calls: number;
  /** Name of the unobservable right that excuses it from being used. */
  readonly excusedBy?: string;
}

export interface ReportedStatement {
  /** Place in its policy, from 0. */
  readonly statement: number;
  readonly sid?: string;
  readonly policy: string;
  readonly actions: readonly ReportedPattern[];
  readonly resources: readonly ReportedPattern[];
}

export interface ReportedRole {
  readonly role: string;
  readonly statements: readonly ReportedStatement[];
}

export interface IamReport {
  readonly roles: readonly ReportedRole[];
  /** Statements of resources and trust policies that let somebody in. */
  readonly resources: readonly StatementUse[];
  readonly denials: readonly Denial[];
  readonly counts: {
    readonly statements: number;
    /** Actions and resources of roles that no call used and nothing excuses. */
    readonly unused: number;
    readonly excused: number;
  };
}

/** Which statement served which call, and what of each role was never used. */
export function iamReport(
  granted: readonly GrantedStatement[],
  { uses, denials }: RecordedUse,
  excuses: readonly UnobservableRight[],
): IamReport {
  const roles = [...new Set(granted.map(({ roleArn }) => roleArn))].map((roleArn) => ({
    role: nameOf(roleArn),
    statements: granted
      .filter((statement) => statement.roleArn === roleArn)
      .map((statement) => reportStatement(statement, uses, excuses)),
  }));
  const statements = roles.flatMap((role) => role.statements);
  const idle = statements
    .flatMap(({ actions, resources }) => [...actions, ...resources])
    .filter(({ calls }) => calls === 0);
  const unused = idle.filter(({ excusedBy }) => excusedBy === undefined).length;
  return {
    roles,
    resources: uses.filter(
      ({ ownerArn, policy }) => !isOfRole(ownerArn) || policy === 'trust policy',
    ),
    denials,
    counts: { statements: statements.length, unused, excused: idle.length - unused },
  };
}

function reportStatement(
  granted: GrantedStatement,
  uses: readonly StatementUse[],
  excuses: readonly UnobservableRight[],
): ReportedStatement {
  const { policy, statement, sid } = granted;
  const own = uses.filter(
    (use) =>
      use.ownerArn === granted.roleArn && use.policy === policy && use.statement === statement,
  );
  const excuseOf = (action: string): string | undefined =>
    excuses.find(
      ({ actions, roles }) =>
        actions.some((each) => each.toLowerCase() === action.toLowerCase()) &&
        (roles?.test(nameOf(granted.roleArn)) ?? true),
    )?.name;
  const actions = granted.actions.map((pattern) =>
    reportPattern(
      pattern,
      own.filter(({ actionPattern }) => actionPattern === pattern),
      excuseOf(pattern),
    ),
  );
  // A resource is excused with the statement: when all of its actions are.
  const all = actions.map(({ pattern }) => excuseOf(pattern));
  const excusedBy = all.every((excuse) => excuse !== undefined) ? all[0] : undefined;
  const resources = granted.resources.map((pattern) =>
    reportPattern(
      pattern,
      own.filter(({ resourcePattern }) => resourcePattern === pattern),
      excusedBy,
    ),
  );
  return { policy, statement, ...(sid !== undefined && { sid }), actions, resources };
}

function reportPattern(
  pattern: string,
  uses: readonly StatementUse[],
  excusedBy: string | undefined,
): ReportedPattern {
  const calls = uses.reduce((sum, use) => sum + use.calls, 0);
  return { pattern, calls, ...(calls === 0 && excusedBy !== undefined && { excusedBy }) };
}

function isOfRole(arn: string): boolean {
  return /^arn:[^:]*:iam::[^:]*:role\//u.test(arn);
}

function nameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}
