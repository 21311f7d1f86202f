import { type GrantedStatement } from '../../local/iam/report/granted-statements';
import { iamReport } from '../../local/iam/report/iam-report';
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
import { type ReadableNames, readableNames } from './readable-names';
import { type Outcome, type Scenario } from './scenarios/scenario';

/** A scenario with the statements that it used when no right was missing. */
interface Rehearsed {
  readonly scenario: Scenario;
  readonly uses: readonly StatementUse[];
}

export interface MutatedRights {
  readonly mutations: readonly Mutation[];
  /** Actions and resources that no scenario used and nothing excuses, with their roles. */
  readonly unused: readonly string[];
}

export type Progress = (line: string) => void;

/**
 * Plays all scenarios with all rights. @returns what of the rights no scenario used and nothing excuses
 * @throws Error when a scenario fails
 */
export async function unusedRights(
  application: Application,
  scenarios: readonly Scenario[],
  progress: Progress,
): Promise<readonly string[]> {
  await rehearse(application, scenarios, progress);
  return unusedIn(application);
}

/**
 * Takes each statement out of each role of the deployed application in turn, plays what uses it,
 * and puts it back. @throws Error when a scenario fails though no right is missing
 */
export async function mutateRights(
  application: Application,
  scenarios: readonly Scenario[],
  progress: Progress,
): Promise<MutatedRights> {
  const rehearsed = await rehearse(application, scenarios, progress);
  const names = namesIn(application);
  const { granted } = application.aws.iamUse();
  const unused = unusedIn(application);
  const mutations: Mutation[] = [];
  for (const statement of granted) {
    const started = Date.now();
    const excuse = excuseFor(statement, unobservableRights);
    const verdict: Verdict =
      excuse === undefined
        ? await mutate(application, statement, rehearsed, mutations.length, names)
        : { kind: 'excused', by: excuse };
    const role = names(roleNameOf(statement));
    mutations.push({ role, statement, verdict });
    progress(
      `${mutations.length}/${granted.length} ${role} (${statement.actions.join(', ')}): ${verdictText(verdict)}, in ${Date.now() - started} ms`,
    );
  }
  return { mutations, unused };
}

async function rehearse(
  application: Application,
  scenarios: readonly Scenario[],
  progress: Progress,
): Promise<Rehearsed[]> {
  const rehearsed: Rehearsed[] = [];
  for (const [at, scenario] of scenarios.entries()) {
    const before = application.aws.iamUse().recorded;
    const started = Date.now();
    const { failure } = await scenario.play(application, `all-rights-${at}`);
    if (failure !== undefined) {
      throw new Error(`'${scenario.name}' fails though no right is missing: ${failure}`);
    }
    const uses = newUses(before, application.aws.iamUse().recorded);
    rehearsed.push({ scenario, uses });
    progress(`'${scenario.name}' uses ${uses.length} rights, in ${Date.now() - started} ms`);
  }
  return rehearsed;
}

function namesIn({ aws }: Application): ReadableNames {
  return readableNames(
    aws.cloudFormation.stacks.flatMap(({ resources }) =>
      [...resources.values()].map(({ logicalId, state: { physicalId } }) => ({
        logicalId,
        physicalId,
      })),
    ),
  );
}

/** What of the granted rights no call has used so far, and nothing excuses: `ROLE: PATTERN`. */
export function unusedIn(application: Application): string[] {
  const { granted, recorded } = application.aws.iamUse();
  const names = namesIn(application);
  return iamReport(granted, recorded, unobservableRights).roles.flatMap(({ role, statements }) =>
    statements
      .flatMap(({ actions, resources }) => [...actions, ...resources])
      .filter(({ calls, excusedBy }) => calls === 0 && excusedBy === undefined)
      .map(({ pattern }) => `${names(role)}: ${names(pattern)}`),
  );
}

async function mutate(
  application: Application,
  statement: GrantedStatement,
  rehearsed: readonly Rehearsed[],
  number: number,
  names: ReadableNames,
): Promise<Verdict> {
  const candidates = rehearsed.filter(({ uses }) => isServed(statement, uses));
  if (candidates.length === 0) return { kind: 'survived', why: 'no scenario uses it' };
  let why = '';
  // Nobody is told by name, but the run is not what it should be: good enough if nothing tells more.
  let unnamed: Verdict | undefined;
  for (const [at, { scenario }] of candidates.entries()) {
    const told = unnamed;
    const putBack = takeOut(application, statement);
    const before = application.aws.iamUse().recorded;
    const since = Date.now();
    try {
      const outcome = await playWithout(application, scenario, `without-${number}-${at}`);
      const denials = denialsOf(statement, before, application.aws.iamUse().recorded);
      if (denials[0] === undefined) why = `'${scenario.name}' does without it`;
      else {
        const evidence = await whereSeen(application, denials, outcome, since);
        const common = { kind: 'denied', scenario: scenario.name } as const;
        if (evidence) {
          const { denial, place } = evidence;
          return { ...common, action: actionIn(denial), seenIn: names(place) };
        }
        if (outcome.failure !== undefined) {
          const seenIn = `the iam-report; ${shortly(names(outcome.failure))}`;
          unnamed ??= { ...common, action: actionIn(denials[0]), seenIn };
        }
        why = `'${scenario.name}' is denied it, and nobody could see that`;
      }
      // One more scenario may tell; all of them would take minutes.
      if (told) return told;
    } finally {
      putBack();
    }
  }
  return unnamed ?? { kind: 'survived', why };
}

/** What a scenario prepares may fail, too, when a right is missing: whoever asked for it is told. */
async function playWithout(
  application: Application,
  scenario: Scenario,
  id: string,
): Promise<Outcome> {
  try {
    return await scenario.play(application, id);
  } catch (error) {
    return { failure: String(error), toldBy: "the caller's error" };
  }
}

function actionIn(denial: string): string {
  return / to perform: (\S+) /u.exec(denial)?.[1] ?? '';
}

/** The first words will do, without what differs from run to run. */
function shortly(failure: string): string {
  return failure
    .replaceAll(/without-\d+-\d+/gu, 'RUN')
    .replace(/ ?["{;].*/su, '')
    .slice(0, 80);
}

/** @returns what puts the statement back */
function takeOut({ aws: { identities } }: Application, statement: GrantedStatement): () => void {
  const roleName = roleNameOf(statement);
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

function roleNameOf({ roleArn }: GrantedStatement): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}

function verdictText(verdict: Verdict): string {
  if (verdict.kind === 'denied') {
    return `${verdict.action} denied in '${verdict.scenario}', see ${verdict.seenIn}`;
  }
  return verdict.kind === 'excused' ? `excused: ${verdict.by}` : `SURVIVED, ${verdict.why}`;
}
