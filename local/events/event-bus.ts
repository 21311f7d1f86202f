import { randomUUID } from 'node:crypto';
import { type Clock, systemClock } from '../clock';
import { type AwsService } from '../gateway/service';
import { type Authorizer } from '../iam/access';
import { allowEverything } from '../iam/rights';
import { type AsynchronousInvoker } from '../lambda/asynchronous';
import { InFlight } from '../scheduler/in-flight';
import { type State } from '../state/state';
import { type DeliveryOptions, deliver } from './deliver';
import { type EmitEvent, type EventEntry } from './event';
import { eventsApi } from './events-api';
import { type Rules, createRules } from './rules';

export interface EventBusOptions extends DeliveryOptions {
  readonly asynchronous: Pick<AsynchronousInvoker, 'enqueue' | 'drop' | 'idle'>;
  readonly region: string;
  readonly accountId: string;
  /** Asked for each call; without it, every call is allowed. */
  readonly authorizer?: Authorizer;
  readonly clock?: Clock;
  /** Keeps the rules; nothing does unless given. */
  readonly state?: State;
}

export interface EventBus extends AwsService {
  readonly emit: EmitEvent;
  readonly rules: Rules;
  /** Resolves when no delivery is in flight. */
  idle(): Promise<void>;
}

/** The default event bus: rules over the events of the embedded services and of PutEvents. */
export function createEventBus(options: EventBusOptions): EventBus {
  const { asynchronous, clock = systemClock, region, accountId } = options;
  const authorizer = options.authorizer ?? allowEverything;
  const access = { authorizer, place: { region, accountId } };
  const rules = createRules(options, options.state);
  const inFlight = new InFlight();

  const publish = (entry: EventEntry): string => {
    const event = envelope(entry, options, clock.now());
    for (const rule of rules.all()) {
      if (!rule.enabled || !rule.matches(event)) continue;
      for (const target of rule.targets.values()) {
        void inFlight.track(deliver(event, target, rules.arnOf(rule.name), options, access));
      }
    }
    return event.id;
  };

  return {
    rules,
    emit: (entry) => void publish(entry),
    async idle() {
      await inFlight.idle();
      await asynchronous.idle();
    },
    ...eventsApi(rules, publish, { region, accountId, authorizer }),
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
