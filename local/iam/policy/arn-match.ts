import { ANY_RUN, type Step, matchesSteps } from './pattern';

/** `arn:partition:service:region:account:resource`; colons after the fifth belong to the resource. */
const FIELDS = 6;

/**
 * Whether an ARN is what the steps describe, as ARN condition operators compare: field by field. A
 * wildcard stays within its field; fields that are left out at the end may be anything. A lone `*`
 * matches everything, `*` itself included.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators", ARN condition operators;
 * "IAM ARNs" on ARNs that are not complete.
 */
export function matchesArn(steps: readonly Step[], arn: string): boolean {
  if (steps.length === 1 && steps[0] === ANY_RUN) return true;
  const given = splitText(arn);
  if (given.length < FIELDS || given[0] !== 'arn') return false;
  const wanted = splitSteps(steps);
  return given.every((field, at) => matchesSteps(wanted[at] ?? [ANY_RUN], field));
}

function splitText(arn: string): string[] {
  const fields = arn.split(':');
  return fields.length <= FIELDS
    ? fields
    : [...fields.slice(0, FIELDS - 1), fields.slice(FIELDS - 1).join(':')];
}

function splitSteps(steps: readonly Step[]): Step[][] {
  let field: Step[] = [];
  const fields = [field];
  for (const step of steps) {
    if (step === ':' && fields.length < FIELDS) fields.push((field = []));
    else field.push(step);
  }
  return fields;
}
