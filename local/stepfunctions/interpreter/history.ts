import { type HistoryEvent } from '@aws-sdk/client-sfn';
import { MAX_HISTORY_EVENTS } from '../limits';
import { ErrorName, StateError } from './errors';

/** Details of an event, in AWS's shape: at most one member, e.g. `stateEnteredEventDetails`. */
export type EventDetails = Omit<HistoryEvent, 'timestamp' | 'type' | 'id' | 'previousEventId'>;
export type EventType = NonNullable<HistoryEvent['type']>;

export interface RecordedEvent extends EventDetails {
  /** From 1. */
  readonly id: number;
  /** The event before it in the same flow of control; 0 for the first. */
  readonly previousEventId: number;
  readonly type: EventType;
  /** Epoch seconds with milliseconds, as on the wire. */
  readonly timestamp: number;
}

export type EventListener = (event: RecordedEvent) => void;

/**
 * Events of one execution. Once sealed (the execution has ended) it takes no more: what still
 * unwinds in a stopped execution leaves no trace.
 */
export class History {
  #events: RecordedEvent[] | undefined;
  #sealed = false;

  constructor(
    private readonly now: () => number,
    private readonly listener: EventListener = () => undefined,
    /** Reads what an earlier process has recorded, when somebody asks for it. */
    private readonly earlier: () => RecordedEvent[] = () => [],
  ) {}

  get events(): RecordedEvent[] {
    return (this.#events ??= this.earlier());
  }

  /**
   * @returns the event's id
   * @throws StateError States.Runtime when only the last place is left, which is the failure's own
   */
  add(type: EventType, previousEventId: number, details: EventDetails = {}): number {
    if (!this.#sealed && this.events.length >= MAX_HISTORY_EVENTS - 1) {
      throw new StateError(
        ErrorName.runtime,
        `The execution reached the maximum number of history events (${MAX_HISTORY_EVENTS}).`,
      );
    }
    return this.push(type, previousEventId, details);
  }

  /** Adds the event that ends the execution, and nothing after it. */
  seal(type: EventType, previousEventId: number, details: EventDetails = {}): void {
    this.push(type, previousEventId, details);
    this.#sealed = true;
  }

  /** A redrive goes on where the history ended. */
  reopen(): void {
    this.#sealed = false;
  }

  private push(type: EventType, previousEventId: number, details: EventDetails): number {
    const id = (this.events.at(-1)?.id ?? 0) + 1;
    if (this.#sealed) return id;
    const event = { ...details, id, previousEventId, type, timestamp: this.now() / 1000 };
    this.events.push(event);
    try {
      this.listener(event);
    } catch (error) {
      // Nor would AWS fail an execution, or leave it running, because its log cannot be written.
      process.emitWarning(`An event of an execution was not logged: ${String(error)}`);
    }
    return id;
  }
}
