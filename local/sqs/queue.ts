import { type Clock } from '../clock';
import { WatchedMap } from '../state/watched-map';
import {
  type OutgoingMessage,
  type StoredMessage,
  messageIdOf,
  newMessage,
  newReceiptHandle,
  notInFlight,
} from './message';
import { type StoredQueue } from './queue-format';
import { type QueueSettings, defaultSettings, parseRedrivePolicy } from './queue-settings';
import { WaitingReceivers } from './waiting-receivers';

export interface ReceiveOptions {
  /** 1 to 10. */
  readonly maxMessages: number;
  /** Seconds; the queue's own unless given. */
  readonly visibilityTimeout?: number | undefined;
  /** Seconds to wait for a first message; the queue's own unless given. */
  readonly waitSeconds?: number | undefined;
}

export interface QueueContext {
  readonly clock: Clock;
  /** Moves a message that was received too often. */
  readonly moveTo: (queueArn: string, message: StoredMessage) => void;
  /** Ends the waiting of receivers. */
  readonly closing: AbortSignal;
  /** Called when settings or tags have changed. */
  readonly onChange: () => void;
}

/** One standard queue: at least once, in order as long as nobody fails. */
export class Queue {
  readonly tags: Map<string, string>;
  readonly #receivers: WaitingReceivers;
  readonly #created: number;
  #modified: number;
  #settings: QueueSettings;

  constructor(
    readonly name: string,
    readonly arn: string,
    stored: StoredQueue,
    /** By id; a message that was changed is set again. */
    private readonly messages: Map<string, StoredMessage>,
    private readonly context: QueueContext,
  ) {
    this.#created = stored.created;
    this.#modified = stored.modified;
    this.#settings = { ...defaultSettings, ...stored.settings };
    this.tags = new WatchedMap(stored.tags, context.onChange);
    this.#receivers = new WaitingReceivers(context.clock, context.closing);
  }

  get settings(): QueueSettings {
    return this.#settings;
  }

  stored(): StoredQueue {
    const settings = { ...this.#settings };
    return { settings, tags: [...this.tags], created: this.#created, modified: this.#modified };
  }

  /** Sets all of them: what is not given, or given as an empty text, is at its default again. */
  configure(settings: QueueSettings): void {
    const given = Object.entries(settings).filter(([, value]) => value !== '');
    this.#settings = { ...defaultSettings, ...Object.fromEntries(given) };
    this.#modified = this.context.clock.now();
    this.context.onChange();
  }

  /** All attributes as GetQueueAttributes gives them. */
  attributes(): Record<string, string> {
    const now = this.context.clock.now();
    const messages = this.#unexpired();
    const count = (test: (message: StoredMessage) => boolean): string =>
      String(messages.filter(test).length);
    return {
      ...this.#settings,
      QueueArn: this.arn,
      CreatedTimestamp: String(Math.floor(this.#created / 1000)),
      LastModifiedTimestamp: String(Math.floor(this.#modified / 1000)),
      ApproximateNumberOfMessages: count(({ visibleAt }) => visibleAt <= now),
      ApproximateNumberOfMessagesNotVisible: count(
        ({ visibleAt, receiveCount }) => visibleAt > now && receiveCount > 0,
      ),
      ApproximateNumberOfMessagesDelayed: count(
        ({ visibleAt, receiveCount }) => visibleAt > now && receiveCount === 0,
      ),
    };
  }

  /** @throws AwsError InvalidMessageContents, InvalidParameterValue */
  send(outgoing: OutgoingMessage): StoredMessage {
    const now = this.context.clock.now();
    const delay = outgoing.delaySeconds ?? this.#number('DelaySeconds');
    const maxBytes = this.#number('MaximumMessageSize');
    const message = newMessage(outgoing, maxBytes, now, now + delay * 1000);
    this.put(message);
    return message;
  }

  put(message: StoredMessage): void {
    this.messages.set(message.messageId, message);
    this.#receivers.wakeAll();
  }

  async receive(options: ReceiveOptions): Promise<readonly StoredMessage[]> {
    const { clock, closing } = this.context;
    const waitSeconds = options.waitSeconds ?? this.#number('ReceiveMessageWaitTimeSeconds');
    const deadline = clock.now() + waitSeconds * 1000;
    for (;;) {
      const taken = this.#take(options);
      const now = clock.now();
      if (taken.length > 0 || now >= deadline || closing.aborted) return taken;
      await this.#receivers.sleepUntil(Math.min(deadline, this.#nextVisibleAt(now)));
    }
  }

  /** An old receipt handle deletes nothing, and is no error, as AWS has it. */
  delete(receiptHandle: string): void {
    const id = messageIdOf(receiptHandle);
    if (this.messages.get(id)?.receiptHandle === receiptHandle) this.messages.delete(id);
  }

  /** @throws AwsError MessageNotInflight */
  changeVisibility(receiptHandle: string, seconds: number): void {
    const now = this.context.clock.now();
    const message = this.messages.get(messageIdOf(receiptHandle));
    if (message?.receiptHandle !== receiptHandle || message.visibleAt <= now) throw notInFlight();
    message.visibleAt = now + seconds * 1000;
    this.messages.set(message.messageId, message);
    this.#receivers.wakeAll();
  }

  purge(): void {
    this.messages.clear();
  }

  #take({ maxMessages, visibilityTimeout }: ReceiveOptions): StoredMessage[] {
    const now = this.context.clock.now();
    const hiddenUntil = now + 1000 * (visibilityTimeout ?? this.#number('VisibilityTimeout'));
    const redrive = parseRedrivePolicy(this.#settings.RedrivePolicy);
    const taken: StoredMessage[] = [];
    for (const message of this.#unexpired()) {
      if (taken.length === maxMessages) break;
      if (message.visibleAt > now) continue;
      if (redrive && message.receiveCount >= redrive.maxReceiveCount) {
        this.messages.delete(message.messageId);
        this.context.moveTo(redrive.deadLetterTargetArn, message);
        continue;
      }
      message.visibleAt = hiddenUntil;
      message.receiveCount += 1;
      message.firstReceivedAt ??= now;
      message.receiptHandle = newReceiptHandle(message.messageId);
      this.messages.set(message.messageId, message);
      taken.push(message);
    }
    return taken;
  }

  #unexpired(): StoredMessage[] {
    const oldest = this.context.clock.now() - 1000 * this.#number('MessageRetentionPeriod');
    for (const [id, { sentAt }] of this.messages) {
      if (sentAt <= oldest) this.messages.delete(id);
    }
    return [...this.messages.values()];
  }

  #nextVisibleAt(now: number): number {
    const times = this.#unexpired().map(({ visibleAt }) => visibleAt);
    return Math.min(...times.filter((time) => time > now));
  }

  #number(name: string): number {
    return Number(this.#settings[name]);
  }
}
