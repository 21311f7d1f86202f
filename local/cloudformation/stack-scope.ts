import { conditionValue } from './condition-functions';
import { resolve } from './intrinsics';
import { type Scope } from './scope';
import { type StackResource } from './stack';
import { type Template } from './template';

export interface ScopeOptions {
  readonly template: Template;
  readonly parameters: ReadonlyMap<string, unknown>;
  /** Filled as the deployment goes on. */
  readonly resources: ReadonlyMap<string, StackResource>;
  readonly stackName: string;
  readonly stackId: string;
  readonly region: string;
  readonly accountId: string;
  readonly importValue: (exportName: string) => string | undefined;
}

/** What the expressions of one stack's template see during a deployment. */
export function stackScope(options: ScopeOptions): Scope {
  const { template, parameters, resources, region } = options;
  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': options.accountId,
    'AWS::Region': region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': options.stackName,
    'AWS::StackId': options.stackId,
    'AWS::NotificationARNs': [],
  };
  const evaluated = new Map<string, boolean>();
  const scope: Scope = {
    ref: (name) => parameters.get(name) ?? resources.get(name)?.state.physicalId ?? pseudo[name],
    attribute: (logicalId, name) => resources.get(logicalId)?.state.attributes[name],
    mapping: (map, key, name) => template.Mappings[map]?.[key]?.[name],
    importValue: options.importValue,
    availabilityZones: ['a', 'b', 'c'].map((letter) => region + letter),
    condition(name) {
      if (!Object.hasOwn(template.Conditions, name)) return undefined;
      const known = evaluated.get(name);
      if (known !== undefined) return known;
      const expression = template.Conditions[name];
      const value = conditionValue(expression, scope, (operand) => resolve(operand, scope));
      evaluated.set(name, value);
      return value;
    },
  };
  return scope;
}
