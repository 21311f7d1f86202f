import { type ConditionContext } from '../access';
import { matchesSteps, resolvePattern } from '../policy/pattern';
import { type Choice, type Statement } from '../policy/policy';
import { type CallerNames, type PrincipalMatch } from '../policy/principal';
import { matchesResource } from '../policy/resource-match';

/** A call as policies look at it. */
export interface CallFacts {
  readonly caller: CallerNames;
  /** `s3:GetObject`, in any case. */
  readonly action: string;
  /** ARN, or `*`. */
  readonly resource: string;
  /** All condition keys of the call, by lower-case name. */
  readonly context: ConditionContext;
}

/** A statement that is about a call, and what in it made it so. */
export interface StatementMatch {
  readonly statement: Statement;
  /** As the policy has it; for NotAction what it excludes is left out: `NotAction`. */
  readonly actionPattern: string;
  /** As the policy has it; `NotResource`, and `*` in a trust policy. */
  readonly resourcePattern: string;
  /** Undefined in a policy that names no principal. */
  readonly principal: PrincipalMatch | undefined;
}

/** Undefined when the statement is not about the call. */
export function matchStatement(statement: Statement, call: CallFacts): StatementMatch | undefined {
  const action = call.action.toLowerCase();
  const actionPattern = choose(statement.actions, call, 'NotAction', (steps) =>
    matchesSteps(steps, action),
  );
  if (actionPattern === undefined) return undefined;
  const principal = statement.principal?.(call.caller);
  if (statement.principal && principal === undefined) return undefined;
  const resourcePattern = statement.resources
    ? choose(statement.resources, call, 'NotResource', (steps) =>
        matchesResource(steps, call.resource),
      )
    : '*';
  if (resourcePattern === undefined) return undefined;
  if (!statement.conditions.every((holds) => holds(call.context))) return undefined;
  return { statement, actionPattern, resourcePattern, principal };
}

type Steps = NonNullable<ReturnType<typeof resolvePattern>>;

function choose(
  { patterns, inverted }: Choice,
  { context }: CallFacts,
  inversion: string,
  matches: (steps: Steps) => boolean,
): string | undefined {
  const matched = patterns.find((pattern) => {
    const steps = resolvePattern(pattern, context);
    return steps !== undefined && matches(steps);
  });
  if (inverted) return matched ? undefined : inversion;
  return matched?.text;
}
