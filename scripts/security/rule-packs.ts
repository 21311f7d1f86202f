import { type App } from 'aws-cdk-lib';
import {
  AwsSolutionsChecks,
  HIPAASecurityChecks,
  type IApplyRule,
  NagRuleCompliance,
  type NagRuleResult,
  NIST80053R5Checks,
} from 'cdk-nag';

/** What a rule says of one resource that it is about, whether acknowledged or not. */
export interface RuleOutcome {
  /** Without the pack's name, since packs share rules: `S3BucketVersioningEnabled`. */
  readonly rule: string;
  /** What the rule asks for, as cdk-nag says it, with the controls that it stands for. */
  readonly info: string;
  /** Path of the construct. */
  readonly path: string;
  /** `AWS::S3::Bucket`. */
  readonly type: string;
  /** Empty: the rule holds. By rules that find several things: `Resource::*`; by others: `''`. */
  readonly findings: readonly string[];
}

type Judge = (params: IApplyRule) => void;

class AwsSolutions extends AwsSolutionsChecks {
  constructor(private readonly judge: Judge) {
    super();
  }
  protected override applyRule(params: IApplyRule): void {
    this.judge(params);
  }
}

class Hipaa extends HIPAASecurityChecks {
  constructor(private readonly judge: Judge) {
    super();
  }
  protected override applyRule(params: IApplyRule): void {
    this.judge(params);
  }
}

class Nist extends NIST80053R5Checks {
  constructor(private readonly judge: Judge) {
    super();
  }
  protected override applyRule(params: IApplyRule): void {
    this.judge(params);
  }
}

const packs = {
  AwsSolutions,
  'HIPAA.Security': Hipaa,
  'NIST.800.53.R5': Nist,
};

export type PackName = keyof typeof packs;

/**
 * All that the rules of a pack say of a synthesized app. The pack's own report leaves out what was
 * acknowledged, and what holds.
 */
export function outcomesOf(pack: PackName, app: App): RuleOutcome[] {
  const outcomes: RuleOutcome[] = [];
  new packs[pack]((params) => {
    const findings = findingsOf(params);
    if (findings === 'not applicable') return;
    outcomes.push({
      rule: params.ruleSuffixOverride ?? params.rule.name,
      info: params.info,
      path: params.node.node.path,
      type: params.node.cfnResourceType,
      findings,
    });
  }).validateScope(app);
  return outcomes;
}

function findingsOf(params: IApplyRule): readonly string[] | 'not applicable' {
  let result: NagRuleResult;
  try {
    result = params.rule(params.node);
  } catch {
    // As the packs do: what a rule cannot judge is a finding.
    result = NagRuleCompliance.NON_COMPLIANT;
  }
  if (Array.isArray(result)) return result;
  if (result === NagRuleCompliance.NOT_APPLICABLE) return 'not applicable';
  return result === NagRuleCompliance.COMPLIANT ? [] : [''];
}
