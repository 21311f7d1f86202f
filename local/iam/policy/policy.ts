import { type Condition, parseConditions } from './condition';
import { type Pattern, parsePattern } from './pattern';
import { PolicyError } from './policy-error';
import { type PrincipalTest, parseNotPrincipal, parsePrincipal } from './principal';
import { type RawStatement, documentSchema } from './statement-schema';

/** What a policy hangs on decides which elements it must have. */
export type PolicyKind =
  /** A role's, inline or managed, and its permissions boundary: names no principal. */
  | 'identity'
  /** A bucket's, key's, queue's, topic's or function's: names a principal. */
  | 'resource'
  /** A role's trust policy: names a principal and no resource, which is the role. */
  | 'trust';

/** `Action` or `NotAction`, `Resource` or `NotResource`. */
export interface Choice {
  readonly patterns: readonly Pattern[];
  /** Whether all but the patterns are meant. */
  readonly inverted: boolean;
}

export interface Statement {
  /** Place in the document, from 0. */
  readonly index: number;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Choice;
  /** Undefined in a trust policy. */
  readonly resources: Choice | undefined;
  /** Undefined in an identity policy. */
  readonly principal: PrincipalTest | undefined;
  readonly conditions: readonly Condition[];
}

export interface Policy {
  readonly statements: readonly Statement[];
}

/** `service:Name`, with wildcards in the name only, or `*`. */
const ACTION = /^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/iu;

/** @throws PolicyError that names the statement and the element that is not valid or not known */
export function parsePolicy(document: unknown, kind: PolicyKind): Policy {
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path, message }) => `${path.length === 0 ? 'policy' : path.join('.')}: ${message}`,
    );
    throw new PolicyError(`The policy is not valid: ${faults.join('; ')}`);
  }
  const { Version, Statement } = parsed.data;
  // Policies of the first version know no variables: `${` is text there.
  const variables = Version === '2012-10-17';
  const statements = Statement.map((raw, index) => parseStatement(raw, index, kind, variables));
  const sids = statements.flatMap(({ sid }) => (sid === undefined ? [] : [sid]));
  const twice = sids.find((sid, at) => sids.indexOf(sid) < at);
  if (twice !== undefined) {
    throw new PolicyError(`The Sid "${twice}" stands in two statements of one policy`);
  }
  return { statements };
}

function parseStatement(
  raw: RawStatement,
  index: number,
  kind: PolicyKind,
  variables: boolean,
): Statement {
  const where = raw.Sid ? `Statement ${raw.Sid}` : `Statement ${index + 1}`;
  const actions = oneOf(raw, 'Action', 'NotAction', where);
  for (const action of actions.values) checkAction(action, where);
  return {
    index,
    sid: raw.Sid,
    effect: raw.Effect,
    actions: choiceOf(actions, (text) =>
      parsePattern(text.toLowerCase(), { wildcards: true, variables: false }, where),
    ),
    resources: resourcesOf(raw, kind, variables, where),
    principal: principalOf(raw, kind, where),
    conditions: parseConditions(raw.Condition, { where, variables }),
  };
}

function checkAction(action: string, where: string): void {
  if (ACTION.test(action)) return;
  throw new PolicyError(`${where}: "${action}" is not an action; service:Name or * would be`);
}

function resourcesOf(
  raw: RawStatement,
  kind: PolicyKind,
  variables: boolean,
  where: string,
): Choice | undefined {
  if (kind === 'trust') {
    forbid(raw, ['Resource', 'NotResource'], where, 'a trust policy');
    return undefined;
  }
  const resources = oneOf(raw, 'Resource', 'NotResource', where);
  for (const resource of resources.values) {
    if (!/^(\*|arn:.*|\$\{.*)$/su.test(resource)) {
      throw new PolicyError(`${where}: Resource ${resource} must be in ARN format or "*".`);
    }
    if (/^arn:[^:]*:[^:]*[*?]/u.test(resource)) {
      throw new PolicyError(
        `${where}: Resource ${resource} has a wildcard for the service; name the service`,
      );
    }
  }
  return choiceOf(resources, (text) => parsePattern(text, { wildcards: true, variables }, where));
}

function principalOf(
  raw: RawStatement,
  kind: PolicyKind,
  where: string,
): PrincipalTest | undefined {
  if (kind === 'identity') {
    forbid(raw, ['Principal', 'NotPrincipal'], where, "a role's policy");
    return undefined;
  }
  if (raw.Principal !== undefined && raw.NotPrincipal === undefined) {
    return parsePrincipal(raw.Principal, where);
  }
  if (raw.NotPrincipal !== undefined && raw.Principal === undefined) {
    // Source: IAM User Guide, "AWS JSON policy elements: NotPrincipal", "Key points".
    if (kind === 'trust') forbid(raw, ['NotPrincipal'], where, 'a trust policy');
    if (raw.Effect === 'Allow') {
      throw new PolicyError(`${where}: NotPrincipal goes with Effect Deny only`);
    }
    return parseNotPrincipal(raw.NotPrincipal, where);
  }
  throw new PolicyError(`${where} needs either Principal or NotPrincipal`);
}

interface Given {
  readonly values: readonly string[];
  readonly inverted: boolean;
}

function oneOf<K extends 'Action' | 'Resource'>(
  raw: RawStatement,
  plain: K,
  not: `Not${K}`,
  where: string,
): Given {
  const values: readonly string[] | undefined = raw[plain];
  const others: readonly string[] | undefined = raw[not];
  if (values && !others) return { values, inverted: false };
  if (others && !values) return { values: others, inverted: true };
  throw new PolicyError(`${where} needs either ${plain} or ${not}`);
}

function choiceOf({ values, inverted }: Given, parse: (text: string) => Pattern): Choice {
  return { patterns: values.map((text) => ({ ...parse(text), text })), inverted };
}

function forbid(
  raw: RawStatement,
  elements: readonly (keyof RawStatement)[],
  where: string,
  owner: string,
): void {
  const wrong = elements.find((element) => raw[element] !== undefined);
  if (wrong !== undefined) throw new PolicyError(`${where}: ${owner} has no ${wrong}`);
}
