import { AwsError } from '../gateway/aws-error';
import { type State, volatileState } from '../state/state';
import { Queue, type QueueContext } from './queue';
import { messageFormat, queueFormat, type StoredQueue } from './queue-format';
import { type QueueSettings, checkSettings, fifoUnsupported } from './queue-settings';
import { invalidValue, noSuchQueue } from './sqs-error';

/** All queues. `get` and what needs it throw AWS.SimpleQueueService.NonExistentQueue. */
export interface Queues {
  /** Gives the queue that is there if it has these settings. @throws AwsError QueueAlreadyExists */
  create(name: string, settings: QueueSettings): Queue;
  get(name: string): Queue;
  byArn(arn: string): Queue;
  /** By any URL that ends in `/ACCOUNT/NAME`: its host differs from start to start. */
  byUrl(url: string): Queue;
  /** Sets all settings anew. @throws AwsError InvalidAttributeName, InvalidAttributeValue */
  reconfigure(name: string, settings: QueueSettings): void;
  delete(name: string): void;
  all(): readonly Queue[];
  urlOf(name: string): string;
}

export interface QueuesOptions extends Omit<QueueContext, 'moveTo' | 'onChange'> {
  /** Keeps queues and their messages; nothing does unless given. */
  readonly state?: State;
  readonly region: string;
  readonly accountId: string;
  /** Of the gateway, known when it listens. */
  readonly endpoint: () => string;
}

export function createQueues(options: QueuesOptions): Queues {
  const { region, accountId, endpoint, state = volatileState } = options;
  const arnPrefix = `arn:aws:sqs:${region}:${accountId}:`;

  const get = (name: string, shown = name): Queue => {
    const queue = queues.get(name);
    if (!queue) throw noSuchQueue(shown);
    return queue;
  };
  const byArn = (arn: string): Queue =>
    get(arn.startsWith(arnPrefix) ? arn.slice(arnPrefix.length) : '', arn);
  const moveTo: QueueContext['moveTo'] = (arn, message) => {
    byArn(arn).put({ ...message, receiptHandle: undefined });
  };
  const newQueue = (name: string, stored: StoredQueue): Queue => {
    const onChange = (): void => void queues.set(name, queue);
    const messages = state.map(`messages-of-${name}`, messageFormat);
    const context = { ...options, moveTo, onChange };
    const queue: Queue = new Queue(name, arnPrefix + name, stored, messages, context);
    return queue;
  };
  const queues: Map<string, Queue> = state.map('queues', queueFormat(newQueue));

  return {
    get: (name) => get(name),
    byArn,
    byUrl: (url) => get(/\/\d{12}\/([^/]+)$/.exec(url)?.[1] ?? '', url),
    all: () => [...queues.values()],
    urlOf: (name) => `${endpoint()}/${accountId}/${name}`,
    create(name, settings) {
      if (name.endsWith('.fifo')) throw fifoUnsupported(name);
      if (!/^[A-Za-z0-9_-]{1,80}$/.test(name)) {
        throw invalidValue(
          `'${name}' is no queue name: 1 to 80 letters, digits, hyphens and underscores.`,
        );
      }
      checkSettings(settings);
      const there = queues.get(name);
      if (there) return sameSettings(there, settings);
      const now = options.clock.now();
      const queue = newQueue(name, { settings, tags: [], created: now, modified: now });
      queue.purge();
      queues.set(name, queue);
      return queue;
    },
    reconfigure(name, settings) {
      checkSettings(settings);
      get(name).configure(settings);
    },
    delete(name) {
      get(name).purge();
      queues.delete(name);
    },
  };
}

function sameSettings(queue: Queue, settings: QueueSettings): Queue {
  const other = Object.entries(settings).find(([name, value]) => queue.settings[name] !== value);
  if (!other) return queue;
  const message = `A queue already exists with the same name and a different value for attribute ${other[0]}`;
  throw new AwsError('QueueAlreadyExists', message);
}
