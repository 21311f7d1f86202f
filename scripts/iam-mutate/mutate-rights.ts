import { type GrantedStatement } from '../../local/iam/report/granted-statements';
import { unobservableRights } from '../../local/iam/report/unobservable-rights';
import { type StatementUse } from '../../local/iam/report/use';
import { type Application } from '../runbook/application';
import { whereSeen } from './evidence';
import {
  type Mutation,
  type Verdict,
  denialsOf,
  excuseFor,
  isServed,
  newUses,
  withoutStatement,
} from './mutation';
import { type Scenario } from './scenarios';

/** A scenario with the statements that it used when no right was missing. */
interface Rehearsed {
  readonly scenario: Scenario;
  readonly uses: readonly StatementUse[];
}

export type Progress = (line: string) => void;

/**
 * Takes each statement out of each role of the deployed application in turn, plays what uses it,
 * and puts it back. @throws Error when a scenario fails though no right is missing
 */
export async function mutateRights(
  application: Application,
  scenarios: readonly Scenario[],
  progress: Progress,
): Promise<Mutation[]> {
  const rehearsed = await rehearse(application, scenarios, progress);
  const { granted } = application.aws.iamUse();
  const mutations: Mutation[] = [];
  for (const statement of granted) {
    const excuse = excuseFor(statement, unobservableRights);
    const verdict: Verdict =
      excuse === undefined
        ? await mutate(application, statement, rehearsed, mutations.length)
        : { kind: 'excused', by: excuse };
    mutations.push({ statement, verdict });
    progress(
      `${mutations.length}/${granted.length} ${describe(statement)}: ${verdictText(verdict)}`,
    );
  }
  return mutations;
}

async function rehearse(
  application: Application,
  scenarios: readonly Scenario[],
  progress: Progress,
): Promise<Rehearsed[]> {
  const rehearsed: Rehearsed[] = [];
  for (const [at, scenario] of scenarios.entries()) {
    const before = application.aws.iamUse().recorded;
    const { failure } = await scenario.play(application, `all-rights-${at}`);
    if (failure !== undefined) {
      throw new Error(`'${scenario.name}' fails though no right is missing: ${failure}`);
    }
    const uses = newUses(before, application.aws.iamUse().recorded);
    rehearsed.push({ scenario, uses });
    progress(`'${scenario.name}' uses ${uses.length} rights`);
  }
  return rehearsed;
}

async function mutate(
  application: Application,
  statement: GrantedStatement,
  rehearsed: readonly Rehearsed[],
  number: number,
): Promise<Verdict> {
  const candidates = rehearsed.filter(({ uses }) => isServed(statement, uses));
  if (candidates.length === 0) return { kind: 'survived', why: 'nothing uses it' };
  let why = '';
  for (const [at, { scenario }] of candidates.entries()) {
    const putBack = takeOut(application, statement);
    const before = application.aws.iamUse().recorded;
    const since = Date.now();
    try {
      const { failure } = await scenario.play(application, `without-${number}-${at}`);
      const denials = denialsOf(statement, before, application.aws.iamUse().recorded);
      if (denials.length === 0) why = `'${scenario.name}' does without it`;
      else {
        const seenIn = await whereSeen(application, denials, failure, since);
        if (seenIn !== undefined) return { kind: 'denied', scenario: scenario.name, seenIn };
        why = `'${scenario.name}' is denied it, and nobody could see that`;
      }
    } finally {
      putBack();
    }
  }
  return { kind: 'survived', why };
}

/** @returns what puts the statement back */
function takeOut({ aws: { identities } }: Application, statement: GrantedStatement): () => void {
  const roleName = statement.roleArn.slice(statement.roleArn.lastIndexOf('/') + 1);
  const document = identities.role(roleName)?.inlinePolicies.get(statement.policy);
  if (document === undefined) {
    throw new Error(
      `${roleName} has no inline policy ${statement.policy} to take a statement out of`,
    );
  }
  identities.putInlinePolicy(
    roleName,
    statement.policy,
    withoutStatement(document, statement.statement),
  );
  return () => {
    identities.putInlinePolicy(roleName, statement.policy, document);
  };
}

function describe({ roleArn, sid, statement, actions }: GrantedStatement): string {
  const role = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return `${role}, ${sid ?? `statement ${statement + 1}`} (${actions.join(', ')})`;
}

function verdictText(verdict: Verdict): string {
  if (verdict.kind === 'denied') return `denied in '${verdict.scenario}', see ${verdict.seenIn}`;
  return verdict.kind === 'excused' ? `excused: ${verdict.by}` : `SURVIVED, ${verdict.why}`;
}
