import { type Json } from './json';
import { type Flow } from './definition/states';
import { Interrupted, StateError, ErrorName } from './interpreter/errors';
import {
  type EventDetails,
  type EventListener,
  type EventType,
  History,
  type RecordedEvent,
} from './interpreter/history';
import { Payload } from './interpreter/payload';
import { type Environment, type MapRuns, type Run } from './interpreter/run';
import { runFlow } from './interpreter/run-flow';
import { Thread } from './interpreter/thread';
import { sleepUntil } from './interpreter/waiting';
import { obstacleToRedrive } from './redrive-status';
import { type StoredExecution } from './kept-executions';
import { type StateMachine } from './state-machines';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** What an execution is made of; all but `flow` stays as it is. */
export interface ExecutionIdentity {
  readonly arn: string;
  readonly name: string;
  /** The machine's, or `<machine's>/<label>` for a child of a distributed Map. */
  readonly stateMachineArn: string;
  readonly machine: StateMachine;
  readonly input: Payload;
  readonly mapRunArn?: string;
}

export interface ExecutionWorld {
  /** Counts the executions of the account, from 0, in order of their start. */
  readonly sequence: number;
  readonly environment: Environment;
  readonly mapRuns: MapRuns;
  readonly onEvent: EventListener;
  /** What an earlier process has left of it: it does not run any more. */
  readonly earlier?: { readonly stored: StoredExecution; readonly history: () => RecordedEvent[] };
  /** Called once, when the status has become final. */
  readonly onEnd: (execution: Execution) => void;
}

interface Program {
  readonly flow: Flow;
  readonly timeoutSeconds: number | undefined;
}

/** One execution of a state machine or of an item processor, from its start on. */
export class Execution {
  readonly history: History;
  readonly sequence: number;
  /** Epoch milliseconds. */
  readonly startDate: number;
  stopDate: number | undefined;
  status: ExecutionStatus = 'RUNNING';
  output: Payload | undefined;
  error: string | undefined;
  cause: string | undefined;
  redriveCount = 0;
  /** Epoch milliseconds of the latest redrive. */
  redriveDate: number | undefined;
  /** Its map run is being redriven and has not come to it yet. */
  awaitsRedrive = false;
  machineDeleted = false;

  /** Resolves with the end, of the latest redrive if there is one; never rejects. */
  ended: Promise<void>;
  /** Resolves when nothing of the execution is in flight any more, a little after its end. */
  unwound: Promise<void> = Promise.resolve();
  #markEnded: () => void = () => undefined;
  #stopping = new AbortController();
  #program: Program | undefined;
  #thread: Thread | undefined;
  readonly #world: ExecutionWorld;

  constructor(
    readonly identity: ExecutionIdentity,
    world: ExecutionWorld,
  ) {
    const { clock } = world.environment;
    this.#world = world;
    this.sequence = world.sequence;
    this.startDate = world.earlier?.stored.startDate ?? clock.now();
    this.ended = this.nextEnd();
    this.history = new History(() => clock.now(), world.onEvent, world.earlier?.history);
    if (world.earlier) this.takeOver(world.earlier.stored);
  }

  /** Runs to the end; never rejects. */
  run(flow: Flow, timeoutSeconds?: number): Promise<void> {
    const { input, machine } = this.identity;
    this.#program = { flow, timeoutSeconds };
    const thread = new Thread(this.newRun(), this.#stopping.signal);
    return this.runThread(thread, () => {
      this.history.add('ExecutionStarted', 0, {
        executionStartedEventDetails: {
          input: input.text,
          inputDetails: { truncated: false },
          roleArn: machine.roleArn,
        },
      });
    });
  }

  /**
   * Goes on from where each flow stood when the execution ended, with the variables of then, and
   * with retries and time-outs counted anew; never rejects. AWS does not say which events come
   * before others here: this one follows the last, and the flows go on after this one.
   * Source: Developer Guide, "Restarting state machine executions with redrive".
   * @param onReopened called when the status is RUNNING again, before anything runs
   */
  redrive(onReopened: () => void = () => undefined): Promise<void> {
    const ended = this.#thread;
    if (!ended) throw new Error(`The execution has not run: ${this.identity.arn}`);
    this.redriveCount += 1;
    this.redriveDate = this.#world.environment.clock.now();
    this.status = 'RUNNING';
    this.stopDate = this.error = this.cause = undefined;
    this.#stopping = new AbortController();
    this.ended = this.nextEnd();
    this.history.reopen();
    onReopened();
    const { redriveCount } = this;
    const lastEventId = this.history.events.length;
    const start = new Thread(this.newRun(), this.#stopping.signal, undefined, lastEventId);
    start.record('ExecutionRedriven', { executionRedrivenEventDetails: { redriveCount } });
    return this.runThread(ended.resumed(start, start.signal));
  }

  /** Why it cannot be redriven now; undefined if it can. */
  obstacleToRedrive(): string | undefined {
    const { status, startDate, stopDate, machineDeleted } = this;
    const eventCount = this.history.events.length;
    const positionKnown = this.#thread !== undefined;
    return obstacleToRedrive(
      { status, startDate, stopDate, eventCount, machineDeleted, positionKnown },
      this.#world.environment.clock.now(),
    );
  }

  /** StopExecution: final at once; what is in flight is dropped. Nothing happens after the end. */
  stop(error?: string, cause?: string): void {
    this.end('ABORTED', 'ExecutionAborted', 0, { executionAbortedEventDetails: { error, cause } });
  }

  private takeOver(stored: StoredExecution): void {
    this.redriveCount = stored.redriveCount;
    this.redriveDate = stored.redriveDate;
    if (stored.status === 'RUNNING') return;
    this.status = stored.status;
    this.stopDate = stored.stopDate;
    this.output = stored.output === undefined ? undefined : Payload.parse(stored.output);
    this.error = stored.error;
    this.cause = stored.cause;
    this.#markEnded();
  }

  private runThread(thread: Thread, begin: () => void = () => undefined): Promise<void> {
    this.#thread = thread;
    return (this.unwound = this.follow(thread, begin));
  }

  private async follow(thread: Thread, begin: () => void): Promise<void> {
    if (!this.#program) return;
    const { flow, timeoutSeconds } = this.#program;
    if (timeoutSeconds !== undefined) this.timeOutAfter(timeoutSeconds);
    try {
      begin();
      this.succeed(await runFlow(flow, this.identity.input, thread), thread.lastEventId);
      // What only a redrive would use.
      thread.position = undefined;
    } catch (error) {
      if (!(error instanceof Interrupted)) this.fail(error, thread.lastEventId);
    }
  }

  private newRun(): Run {
    const { environment, mapRuns } = this.#world;
    const { evaluator } = this.identity.machine.compiled;
    return { environment, mapRuns, evaluator, history: this.history, context: this.context() };
  }

  private nextEnd(): Promise<void> {
    return new Promise((resolve) => {
      this.#markEnded = resolve;
    });
  }

  private succeed(output: Payload, lastEventId: number): void {
    this.output = output;
    this.end('SUCCEEDED', 'ExecutionSucceeded', lastEventId, {
      executionSucceededEventDetails: { output: output.text, outputDetails: { truncated: false } },
    });
  }

  private fail(error: unknown, lastEventId: number): void {
    // Anything but a StateError is this program's fault, and must be seen where one looks.
    const { error: name, causeText: cause } =
      error instanceof StateError
        ? error
        : new StateError(ErrorName.runtime, error instanceof Error ? error.stack : String(error));
    this.end('FAILED', 'ExecutionFailed', lastEventId, {
      executionFailedEventDetails: { error: name, cause },
    });
  }

  /** From now: a redrive has the whole time again. */
  private timeOutAfter(seconds: number): void {
    const { clock } = this.#world.environment;
    sleepUntil(clock, clock.now() + seconds * 1000, this.#stopping.signal).then(
      () => {
        this.end('TIMED_OUT', 'ExecutionTimedOut', 0, {
          executionTimedOutEventDetails: { error: ErrorName.timeout },
        });
      },
      // Interrupted: the execution has ended before.
      () => undefined,
    );
  }

  private end(
    status: ExecutionStatus,
    type: EventType,
    previousEventId: number,
    details: EventDetails,
  ): void {
    if (this.status !== 'RUNNING') return;
    const { error, cause } =
      details.executionFailedEventDetails ?? details.executionAbortedEventDetails ?? {};
    this.status = status;
    this.error = error;
    this.cause = cause;
    this.stopDate = this.#world.environment.clock.now();
    this.history.seal(type, previousEventId, details);
    this.#stopping.abort();
    this.#world.onEnd(this);
    this.#markEnded();
  }

  /** `$states.context` less the state. Source: Developer Guide, "Context object". */
  private context(): Record<string, Json> {
    const { arn, name, input, machine, stateMachineArn } = this.identity;
    return {
      Execution: {
        Id: arn,
        Input: input.value,
        Name: name,
        RoleArn: machine.roleArn,
        StartTime: new Date(this.startDate).toISOString(),
        RedriveCount: this.redriveCount,
        ...(this.redriveDate !== undefined && {
          RedriveTime: new Date(this.redriveDate).toISOString(),
        }),
      },
      StateMachine: { Id: stateMachineArn, Name: stateMachineArn.split(':stateMachine:')[1] ?? '' },
    };
  }
}
