import { PolicyError } from './policy-error';

/** The caller as principals of policies name it. */
export interface CallerNames {
  readonly accountId: string;
  /** `arn:aws:iam::ACCOUNT:role/PATH/NAME`; undefined for a caller without a role. */
  readonly roleArn?: string;
  /** `arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION`. */
  readonly sessionArn?: string;
  /** Whether the role has a permissions boundary. */
  readonly hasBoundary?: boolean;
  /** `events.amazonaws.com`; such a caller belongs to no account. */
  readonly service?: string;
}

/**
 * By which of its names a principal is meant, the nearest first. The account means everybody in it
 * and grants nothing by itself where identity policies decide.
 */
export type PrincipalMatch = 'session' | 'anyone' | 'service' | 'role' | 'account';

/** Decides whether a statement is about a caller; undefined if it is not. */
export type PrincipalTest = (caller: CallerNames) => PrincipalMatch | undefined;

/** `Principal` or `NotPrincipal`, by kind: `{ AWS: [...], Service: [...] }`, or `*` for everybody. */
export type PrincipalBlock = '*' | Readonly<Record<string, readonly string[]>>;

const NEAREST_FIRST: readonly PrincipalMatch[] = [
  'session',
  'anyone',
  'service',
  'role',
  'account',
];

/** @throws PolicyError for a principal of a kind that does not exist here */
export function parsePrincipal(block: PrincipalBlock, where: string): PrincipalTest {
  const tests = testsOf(block, where);
  return (caller) => {
    const matches = new Set(tests.map((test) => test(caller)));
    return NEAREST_FIRST.find((match) => matches.has(match));
  };
}

/**
 * Everybody but those listed. A caller is listed only when each of its names is: of a session also
 * its role and its account. A role with a permissions boundary is meant even if it is listed.
 * Source: IAM User Guide, "AWS JSON policy elements: NotPrincipal", "Key points".
 */
export function parseNotPrincipal(block: PrincipalBlock, where: string): PrincipalTest {
  const tests = testsOf(block, where);
  return (caller) => {
    if (caller.hasBoundary) return 'anyone';
    const matches = new Set(tests.map((test) => test(caller)));
    const needed: PrincipalMatch[] = [
      ...(caller.service === undefined ? (['account'] as const) : (['service'] as const)),
      ...(caller.roleArn === undefined ? [] : (['role'] as const)),
      ...(caller.sessionArn === undefined ? [] : (['session'] as const)),
    ];
    const listed = matches.has('anyone') || needed.every((match) => matches.has(match));
    return listed ? undefined : 'anyone';
  };
}

function testsOf(block: PrincipalBlock, where: string): PrincipalTest[] {
  if (block === '*') return [() => 'anyone'];
  return Object.entries(block).flatMap(([kind, values]) => values.map(testOf(kind, where)));
}

function testOf(kind: string, where: string): (value: string) => PrincipalTest {
  if (kind === 'AWS') return (value) => awsPrincipal(value, where);
  if (kind === 'Service') return (value) => servicePrincipal(value, where);
  throw new PolicyError(
    `${where}: principals of the kind ${kind} do not exist here; AWS and Service do`,
  );
}

/** `SERVICE.amazonaws.com`, with a region for some; in China also below `amazonaws.com.cn`. */
const SERVICE = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/u;

function servicePrincipal(value: string, where: string): PrincipalTest {
  if (!SERVICE.test(value)) {
    throw new PolicyError(
      `${where}: the principal "${value}" is no service; SERVICE.amazonaws.com would be`,
    );
  }
  return ({ service }) => (service === value ? 'service' : undefined);
}

function awsPrincipal(value: string, where: string): PrincipalTest {
  if (value === '*') return () => 'anyone';
  const account = /^(?:arn:aws[a-z-]*:iam::)?(\d{12})(?::root)?$/u.exec(value)?.[1];
  if (account !== undefined) {
    return ({ accountId, service }) =>
      service === undefined && accountId === account ? 'account' : undefined;
  }
  if (/^arn:aws[a-z-]*:iam::\d{12}:role\/[^*?]+$/u.test(value)) {
    return ({ roleArn }) => (roleArn === value ? 'role' : undefined);
  }
  if (/^arn:aws[a-z-]*:sts::\d{12}:assumed-role\/[^*?]+$/u.test(value)) {
    return ({ sessionArn }) => (sessionArn === value ? 'session' : undefined);
  }
  throw new PolicyError(
    `${where}: the principal "${value}" does not exist here; accounts, roles and sessions of roles do`,
  );
}
