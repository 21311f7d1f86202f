import { type Json } from './json';
import { type Flow } from './definition/states';
import { Interrupted, StateError, ErrorName } from './interpreter/errors';
import {
  type EventDetails,
  type EventListener,
  type EventType,
  History,
} from './interpreter/history';
import { type Payload } from './interpreter/payload';
import { type Environment, type MapRuns } from './interpreter/run';
import { runFlow } from './interpreter/run-flow';
import { Thread } from './interpreter/thread';
import { sleepUntil } from './interpreter/waiting';
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
  /** Called once, when the status has become final. */
  readonly onEnd: (execution: Execution) => void;
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

  /** Resolves with the end; never rejects. */
  readonly ended: Promise<void>;
  #markEnded: () => void = () => undefined;
  readonly #stopping = new AbortController();
  readonly #world: ExecutionWorld;

  constructor(
    readonly identity: ExecutionIdentity,
    world: ExecutionWorld,
  ) {
    const { clock } = world.environment;
    this.#world = world;
    this.sequence = world.sequence;
    this.startDate = clock.now();
    this.ended = new Promise((resolve) => {
      this.#markEnded = resolve;
    });
    this.history = new History(() => clock.now(), world.onEvent);
  }

  /** Runs to the end; never rejects. */
  async run(flow: Flow, timeoutSeconds?: number): Promise<void> {
    const { input, machine } = this.identity;
    if (timeoutSeconds !== undefined) this.timeOutAfter(timeoutSeconds);
    const { environment, mapRuns } = this.#world;
    const { evaluator } = machine.compiled;
    const context = this.context();
    const run = { environment, mapRuns, evaluator, history: this.history, context };
    const thread = new Thread(run, this.#stopping.signal);
    try {
      this.history.add('ExecutionStarted', 0, {
        executionStartedEventDetails: {
          input: input.text,
          inputDetails: { truncated: false },
          roleArn: machine.roleArn,
        },
      });
      this.succeed(await runFlow(flow, input, thread), thread.lastEventId);
    } catch (error) {
      if (!(error instanceof Interrupted)) this.fail(error, thread.lastEventId);
    }
  }

  /** StopExecution: final at once; what is in flight is dropped. Nothing happens after the end. */
  stop(error?: string, cause?: string): void {
    this.end('ABORTED', 'ExecutionAborted', 0, { executionAbortedEventDetails: { error, cause } });
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

  private timeOutAfter(seconds: number): void {
    const { clock } = this.#world.environment;
    sleepUntil(clock, this.startDate + seconds * 1000, this.#stopping.signal).then(
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
        RedriveCount: 0,
      },
      StateMachine: { Id: stateMachineArn, Name: stateMachineArn.split(':stateMachine:')[1] ?? '' },
    };
  }
}
