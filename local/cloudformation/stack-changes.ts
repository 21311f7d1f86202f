import { isDeepStrictEqual } from 'node:util';
import { type CloudFormation } from './cloudformation';
import { type PlannedChange } from './change-set';
import { type DeployStackInput } from './deployment-plan';
import { resolveIfKnown, plannedChanges } from './planned-changes';
import { type Scope } from './scope';
import { type Stack } from './stack';
import { type Template } from './template';

export interface StackChanges {
  readonly changes: readonly PlannedChange[];
  /** Whether there is nothing to deploy at all: no resource, output or tag differs. */
  readonly isEmpty: boolean;
}

/** What deploying `input` would change in `stack`. @throws AwsError ValidationError for a bad template */
export function stackChanges(
  cloudFormation: CloudFormation,
  stack: Stack,
  input: DeployStackInput,
): StackChanges {
  const plan = cloudFormation.plan(input);
  const { changes, scope } = plannedChanges(
    stack,
    plan,
    cloudFormation.scopeOf(stack, plan, stack.resources),
    (type) => cloudFormation.provider(type),
  );
  const isEmpty =
    changes.length === 0 &&
    isDeepStrictEqual(outputsOf(plan.template, scope), currentOutputs(stack)) &&
    isDeepStrictEqual(plan.settings.tags, stack.settings.tags);
  return { changes, isEmpty };
}

interface Outputs {
  readonly values: Readonly<Record<string, unknown>>;
  readonly exports: Readonly<Record<string, unknown>>;
}

function outputsOf({ Outputs }: Template, scope: Scope): Outputs {
  const values: Record<string, unknown> = {};
  const exports: Record<string, unknown> = {};
  for (const [name, { Value, Condition, Export }] of Object.entries(Outputs)) {
    if (Condition !== undefined && !scope.condition(Condition)) continue;
    values[name] = String(resolveIfKnown(Value, scope));
    if (Export) exports[String(resolveIfKnown(Export.Name, scope))] = values[name];
  }
  return { values, exports };
}

function currentOutputs({ outputs, exports }: Stack): Outputs {
  return { values: { ...outputs }, exports: Object.fromEntries(exports) };
}
