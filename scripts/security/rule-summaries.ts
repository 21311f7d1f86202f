import { type SynthesizedDeployment } from './deployments';
import { shortPath } from './readable-template';
import { outcomesOf, type PackName, type RuleOutcome } from './rule-packs';

/** As a reviewer calls them. */
const PACKS: Readonly<Record<string, PackName>> = {
  HIPAA: 'HIPAA.Security',
  NIST: 'NIST.800.53.R5',
};

/** What the packs say of one rule, in all deployments. */
export interface RuleSummary {
  readonly rule: string;
  /** What it asks for, in cdk-nag's words. */
  readonly info: string;
  /** Those that have it. */
  readonly packs: readonly string[];
  /** What does not satisfy it, in Markdown: every resource of a type, or constructs. Empty: it holds. */
  readonly against: readonly string[];
  /** Deployments in which something is against it. */
  readonly deployments: readonly string[];
}

interface Outcome extends RuleOutcome {
  readonly pack: string;
  readonly deployment: string;
}

/** Each rule of HIPAA.Security and NIST.800-53.R5 that is about a resource of ours, by its name. */
export function summarizeRules(deployments: readonly SynthesizedDeployment[]): RuleSummary[] {
  const outcomes = Object.entries(PACKS).flatMap(([pack, packName]) =>
    deployments.flatMap(({ name, app }) =>
      outcomesOf(packName, app).map((outcome): Outcome => ({ ...outcome, pack, deployment: name })),
    ),
  );
  const rules = [...new Set(outcomes.map(({ rule }) => rule))].sort();
  return rules.map((rule) => summarize(outcomes.filter((outcome) => outcome.rule === rule)));
}

function summarize(outcomes: readonly Outcome[]): RuleSummary {
  const [first] = outcomes;
  if (first === undefined) throw new Error('a rule that is about nothing');
  const against = outcomes.filter(({ findings }) => findings.length > 0);
  const deployments = unique(against.map(({ deployment }) => deployment));
  return {
    rule: first.rule,
    // The controls that it stands for would fill a page of their own.
    info: first.info.replace(/ - \(Control IDs?:[^]*$/, ''),
    packs: unique(outcomes.map(({ pack }) => pack)),
    against: resourceNames(
      against,
      outcomes.filter(({ deployment }) => deployments.includes(deployment)),
    ),
    deployments,
  };
}

/** Whole types, where none of its resources satisfies the rule; else one by one. */
function resourceNames(against: readonly Outcome[], all: readonly Outcome[]): string[] {
  const mixed = new Set(
    all.filter(({ findings }) => findings.length === 0).map(({ type }) => type),
  );
  return unique(
    against.map(({ type, path }) =>
      mixed.has(type) ? `\`${shortPath(path)}\`` : `every \`${type}\``,
    ),
  ).sort();
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
