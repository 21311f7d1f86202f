import * as z from 'zod';
import { type Authorizer } from '../iam/access';
import { type Place } from '../iam/rights';
import { AwsError } from '../gateway/aws-error';
import { type JsonOperation, jsonService } from '../gateway/aws-json';
import { guarded } from '../iam/guarded';
import { type AwsService } from '../gateway/service';
import { type EventEntry } from './event';
import { eventsRights } from './rights';
import { type Rules } from './rules';
import { type Rule, targetSchema } from './rule';

const bus = { EventBusName: z.literal('default').optional() };
const nameInput = z.object({ ...bus, Name: z.string() });
const putRuleInput = z.object({
  ...bus,
  Name: z.string().regex(/^[.\-_A-Za-z0-9]{1,64}$/),
  Description: z.string().default(''),
  EventPattern: z.string(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
});
const putTargetsInput = z.object({ ...bus, Rule: z.string(), Targets: z.array(targetSchema) });
const removeTargetsInput = z.object({ ...bus, Rule: z.string(), Ids: z.array(z.string()) });
const ruleInput = z.object({ ...bus, Rule: z.string() });
const listInput = z.object({ ...bus, NamePrefix: z.string().default('') });
const putEventsInput = z.object({
  Entries: z
    .array(
      z.object({
        ...bus,
        Source: z.string().min(1),
        DetailType: z.string().min(1),
        Detail: z.string(),
        Resources: z.array(z.string()).default([]),
      }),
    )
    .min(1)
    .max(10),
});

export interface EventsAccess extends Place {
  readonly authorizer: Authorizer;
}

/** EventBridge's API as far as callers need it; schedules and other buses are refused. */
export function eventsApi(
  rules: Rules,
  publish: (entry: EventEntry) => string,
  { authorizer, ...place }: EventsAccess,
): AwsService {
  const operations = {
    async PutRule(input) {
      const { Name, Description, EventPattern, State } = parse(putRuleInput, input);
      const pattern = parseJson(EventPattern, 'InvalidEventPatternException');
      const enabled = State === 'ENABLED';
      const { arn } = rules.put({ name: Name, description: Description, pattern, enabled });
      return { RuleArn: arn };
    },
    async DeleteRule(input) {
      rules.delete(parse(nameInput, input).Name);
      return {};
    },
    async DescribeRule(input) {
      return describe(rules, rules.get(parse(nameInput, input).Name));
    },
    async ListRules(input) {
      const { NamePrefix } = parse(listInput, input);
      const found = rules.all().filter(({ name }) => name.startsWith(NamePrefix));
      return { Rules: found.map((rule) => describe(rules, rule)) };
    },
    async PutTargets(input) {
      const { Rule: name, Targets } = parse(putTargetsInput, input);
      rules.putTargets(name, Targets);
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    async RemoveTargets(input) {
      const { Rule: name, Ids } = parse(removeTargetsInput, input);
      rules.removeTargets(name, Ids);
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    async ListTargetsByRule(input) {
      const { targets } = rules.get(parse(ruleInput, input).Rule);
      return { Targets: [...targets.values()].map(({ definition }) => definition) };
    },
    async PutEvents(input) {
      const entries = parse(putEventsInput, input).Entries.map((entry) => ({
        source: entry.Source,
        detailType: entry.DetailType,
        resources: entry.Resources,
        detail: detailOf(entry.Detail),
      }));
      return { FailedEntryCount: 0, Entries: entries.map((e) => ({ EventId: publish(e) })) };
    },
  } satisfies Record<string, JsonOperation>;
  return jsonService({
    signingName: 'events',
    targetPrefix: 'AWSEvents',
    version: '1.1',
    operations: guarded(operations, eventsRights(place), authorizer),
  });
}

function describe(rules: Rules, rule: Rule): Record<string, unknown> {
  return {
    Name: rule.name,
    Arn: rules.arnOf(rule.name),
    Description: rule.description,
    EventPattern: JSON.stringify(rule.pattern),
    State: rule.enabled ? 'ENABLED' : 'DISABLED',
    EventBusName: 'default',
  };
}

function detailOf(text: string): Record<string, unknown> {
  return parse(z.record(z.string(), z.unknown()), parseJson(text, 'MalformedDetail'));
}

function parseJson(text: string, code: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AwsError(code, `Not JSON: ${String(error)}`);
  }
}

function parse<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new AwsError('ValidationException', faults.join('; '));
}
