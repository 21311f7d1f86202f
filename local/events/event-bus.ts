import { randomUUID } from 'node:crypto';
import { type Clock, systemClock } from '../clock';
import { AwsError } from '../gateway/aws-error';
import { type AwsService } from '../gateway/service';
import { type AsynchronousInvoker } from '../lambda/asynchronous';
import { type EmitEvent, type EventEntry } from './event';
import { eventsApi } from './events-api';
import {
  type Rule,
  type RuleDefinition,
  type RuleTarget,
  compileRule,
  compileTarget,
} from './rule';

export interface EventBusOptions {
  /** Delivers to functions as EventBridge does: asynchronously, with retries. */
  readonly asynchronous: Pick<AsynchronousInvoker, 'enqueue' | 'idle'>;
  readonly region: string;
  readonly accountId: string;
  readonly clock?: Clock;
}

export interface Rules {
  put(definition: RuleDefinition): { arn: string };
  delete(name: string): void;
  get(name: string): Rule;
  all(): readonly Rule[];
  putTargets(name: string, targets: readonly RuleTarget[]): void;
  removeTargets(name: string, ids: readonly string[]): void;
  arnOf(name: string): string;
}

export interface EventBus extends AwsService {
  readonly emit: EmitEvent;
  readonly rules: Rules;
  /** Resolves when no delivery is in flight. */
  idle(): Promise<void>;
}

/** The default event bus: rules over the events of the embedded services and of PutEvents. */
export function createEventBus(options: EventBusOptions): EventBus {
  const { asynchronous, clock = systemClock } = options;
  const rules = createRules(options);

  const publish = (entry: EventEntry): string => {
    const event = envelope(entry, options, clock.now());
    for (const rule of rules.all()) {
      if (!rule.enabled || !rule.matches(event)) continue;
      for (const { definition, payloadOf } of rule.targets.values()) {
        asynchronous.enqueue(definition.Arn, payloadOf(event));
      }
    }
    return event.id;
  };

  return {
    rules,
    emit: (entry) => void publish(entry),
    idle: () => asynchronous.idle(),
    ...eventsApi(rules, publish),
  };
}

/** Source: EventBridge user guide, "AWS service event metadata". */
function envelope(entry: EventEntry, options: EventBusOptions, now: number) {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': entry.detailType,
    source: entry.source,
    account: options.accountId,
    // Whole seconds, as EventBridge writes them.
    time: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: options.region,
    resources: entry.resources,
    detail: entry.detail,
  };
}

function createRules({ region, accountId }: EventBusOptions): Rules {
  const rules = new Map<string, Rule>();
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
      const targets = rules.get(definition.name)?.targets ?? new Map<string, never>();
      rules.set(definition.name, compileRule(definition, targets));
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
