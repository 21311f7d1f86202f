import * as z from 'zod';
import { AwsError } from '../gateway/aws-error';
import { type Format } from '../state/format';
import { type State, volatileState } from '../state/state';
import { WatchedMap } from '../state/watched-map';
import {
  type Rule,
  type RuleDefinition,
  type RuleTarget,
  type Target,
  compileRule,
  compileTarget,
  targetSchema,
} from './rule';

/** The rules of one event bus, by name. `get` and what needs it throw ResourceNotFoundException. */
export interface Rules {
  put(definition: RuleDefinition): { arn: string };
  delete(name: string): void;
  get(name: string): Rule;
  all(): readonly Rule[];
  putTargets(name: string, targets: readonly RuleTarget[]): void;
  removeTargets(name: string, ids: readonly string[]): void;
  arnOf(name: string): string;
}

export interface RulesPlace {
  readonly region: string;
  readonly accountId: string;
}

export function createRules(
  { region, accountId }: RulesPlace,
  state: State = volatileState,
): Rules {
  const newRule = (definition: RuleDefinition, targets: Iterable<[string, Target]>): Rule => {
    const save = (): void => void rules.set(rule.name, rule);
    const rule: Rule = compileRule(definition, new WatchedMap(targets, save));
    return rule;
  };
  const rules: Map<string, Rule> = state.map('rules', ruleFormat(newRule));
  const arnOf = (name: string): string => `arn:aws:events:${region}:${accountId}:rule/${name}`;
  const get = (name: string): Rule => {
    const rule = rules.get(name);
    if (rule) return rule;
    const message = `Rule ${name} does not exist on EventBus default.`;
    throw new AwsError('ResourceNotFoundException', message);
  };
  return {
    arnOf,
    get,
    all: () => [...rules.values()],
    put(definition) {
      const targets = rules.get(definition.name)?.targets ?? [];
      rules.set(definition.name, newRule(definition, targets));
      return { arn: arnOf(definition.name) };
    },
    delete(name) {
      if (get(name).targets.size > 0) {
        throw new AwsError('ValidationException', "Rule can't be deleted since it has targets.");
      }
      rules.delete(name);
    },
    putTargets(name, targets) {
      const rule = get(name);
      for (const [id, target] of targets.map((t) => [t.Id, compileTarget(t)] as const)) {
        rule.targets.set(id, target);
      }
    },
    removeTargets(name, ids) {
      const rule = get(name);
      ids.forEach((id) => rule.targets.delete(id));
    },
  };
}

const schema = z.object({
  name: z.string(),
  description: z.string(),
  pattern: z.unknown(),
  enabled: z.boolean(),
  targets: z.array(targetSchema),
});

function ruleFormat(
  newRule: (definition: RuleDefinition, targets: Iterable<[string, Target]>) => Rule,
): Format<Rule, z.output<typeof schema>> {
  return {
    schema,
    read: ({ targets, ...definition }) =>
      newRule(
        definition,
        targets.map((target) => [target.Id, compileTarget(target)]),
      ),
    write: ({ name, description, pattern, enabled, targets }) => ({
      name,
      description,
      pattern,
      enabled,
      targets: [...targets.values()].map(({ definition }) => definition),
    }),
  };
}
