import { type JsonObject } from '../json';
import { Interrupted } from './errors';
import { type EventDetails, type EventType } from './history';
import { type Position } from './position';
import { type Run } from './run';
import { Scope } from './scope';

/** One flow of control through states: the main one, a branch of Parallel, an iteration of a Map. */
export class Thread {
  /** Undefined before the flow has begun. */
  position: Position | undefined;

  constructor(
    readonly run: Run,
    /** Fires when the flow must stop. */
    readonly signal: AbortSignal,
    readonly scope = new Scope(),
    /** Id of the flow's latest event, 0 before the first. */
    public lastEventId = 0,
    /** `$states.context.Map` inside an inline Map. */
    readonly mapContext?: JsonObject,
  ) {}

  /** Adds an event after the flow's latest one, and returns its id. */
  record(type: EventType, details?: EventDetails): number {
    this.lastEventId = this.run.history.add(type, this.lastEventId, details);
    return this.lastEventId;
  }

  /**
   * Adds an event beside the flow: what comes next follows the same event as this one. Histories of
   * AWS have it so for the success of a Map or Parallel and the failure of an iteration.
   */
  recordBeside(type: EventType, details?: EventDetails): void {
    this.run.history.add(type, this.lastEventId, details);
  }

  fork(signal: AbortSignal, mapContext = this.mapContext): Thread {
    return new Thread(this.run, signal, new Scope(this.scope), this.lastEventId, mapContext);
  }

  /** This flow, stopped before, once more: where it stood, with its variables, inside `outer`. */
  resumed({ run, lastEventId }: Thread, signal: AbortSignal): Thread {
    const thread = new Thread(run, signal, this.scope, lastEventId, this.mapContext);
    thread.position = this.position;
    return thread;
  }

  /**
   * Runs `work` in a fork. This flow goes on after the event that ended the fork, unless the fork
   * was interrupted: then the one that interrupted it decides.
   */
  async inFork<T>(fork: Thread, work: (fork: Thread) => Promise<T>): Promise<T> {
    try {
      const result = await work(fork);
      this.lastEventId = fork.lastEventId;
      return result;
    } catch (error) {
      if (!(error instanceof Interrupted)) this.lastEventId = fork.lastEventId;
      throw error;
    }
  }
}
