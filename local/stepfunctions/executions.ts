import { randomUUID } from 'node:crypto';
import { type EmitEvent } from '../events/event';
import { type Authorizer } from '../iam/access';
import { AwsError } from '../gateway/aws-error';
import { type LogSink } from '../logs/log-sink';
import { type State, volatileState } from '../state/state';
import { type Account, executionArn, mapRunArn } from './arns';
import { Execution, type ExecutionIdentity, type ExecutionWorld } from './execution';
import { executionLog } from './execution-log';
import { childRights, underRole } from './machine-role';
import { type EventListener, type RecordedEvent } from './interpreter/history';
import { Payload } from './interpreter/payload';
import { type Environment, type MapRunOptions } from './interpreter/run';
import { KeptExecutions } from './kept-executions';
import { MapRun } from './map-run';
import { MapRunRegistry } from './map-run-registry';
import { checkName } from './names';
import { RecentlyEnded } from './recently-ended';
import { redriveStatusOf } from './redrive-status';
import { type StateMachine } from './state-machines';
import { statusChangeEvent } from './status-change-event';

export interface ExecutionsOptions {
  readonly account: Account;
  readonly environment: Environment;
  readonly authorizer: Authorizer;
  readonly emitEvent: EmitEvent;
  readonly logSink?: LogSink;
  /** Keeps executions with their histories and map runs, but no children; nothing does unless given. */
  readonly state?: State;
}

/** Cause of what ran when the process was killed. */
const INTERRUPTED = 'The process of the embedded AWS ended while the execution ran.';
/** Cause of what ran when the embedded AWS was told to end. */
const CLOSING = 'The embedded AWS was ended while the execution ran.';

/** All executions that run, and the latest that have ended. */
export class Executions {
  readonly #byArn = new Map<string, Execution>();
  readonly mapRuns: MapRunRegistry;
  // Apart, so that the children of one large Map do not push out the executions that people started.
  readonly #ended = new RecentlyEnded((arn) => {
    this.#byArn.delete(arn);
    this.#kept.forget(arn);
    this.mapRuns.forgetOf(arn);
  });
  readonly #endedChildren = new RecentlyEnded((arn) => this.#byArn.delete(arn));
  #sequence = 0;
  readonly #running = new Set<Promise<void>>();

  readonly #kept: KeptExecutions;

  constructor(private readonly options: ExecutionsOptions) {
    const { state = volatileState } = options;
    this.#kept = new KeptExecutions(state);
    this.mapRuns = new MapRunRegistry(state, (arn) => this.#kept.has(arn));
    for (const { stored, machine } of this.#kept.all()) {
      const { arn, name, stateMachineArn } = stored;
      const input = Payload.parse(stored.input);
      const history = (): RecordedEvent[] => this.#kept.history(arn);
      const identity = { arn, name, stateMachineArn, machine, input };
      this.#sequence = Math.max(this.#sequence, stored.sequence + 1);
      const execution = this.create(identity, this.#ended, options.emitEvent, { stored, history });
      if (execution.status !== 'RUNNING') this.#ended.add(arn);
    }
  }

  /** Aborts what a killed process has left running; the events of that reach whom they should. */
  endInterrupted(): void {
    for (const execution of this.#byArn.values()) execution.stop(undefined, INTERRUPTED);
    this.mapRuns.endInterrupted(this.options.environment.clock.now());
  }

  /**
   * Starts an execution, or finds the one that runs already under this name with this input.
   * @param input JSON text, at most 256 KiB
   * @throws AwsError InvalidName, InvalidExecutionInput, ExecutionAlreadyExists
   */
  start(machine: StateMachine, input: string, name: string = randomUUID()): Execution {
    const arn = executionArn(this.options.account, machine.name, checkName(name));
    const existing = this.#byArn.get(arn);
    if (existing) {
      if (existing.status === 'RUNNING' && existing.identity.input.text === input) return existing;
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    const payload = parseInput(input);
    const { definition } = machine.compiled;
    const identity = { arn, name, machine, stateMachineArn: machine.arn, input: payload };
    const execution = this.create(identity, this.#ended, this.options.emitEvent);
    this.#kept.save(execution);
    this.options.emitEvent(statusChangeEvent(execution));
    this.track(execution.run(definition, definition.TimeoutSeconds));
    return execution;
  }

  /**
   * Goes on with an execution that has ended without success.
   * @throws AwsError ExecutionDoesNotExist, ExecutionNotRedrivable
   */
  async redrive(arn: string): Promise<Execution> {
    const execution = this.get(arn);
    // What a stop has interrupted may still be on its way out.
    if (execution.status !== 'RUNNING') await execution.unwound;
    const { redriveStatus, redriveStatusReason } = redriveStatusOf(execution);
    if (redriveStatus !== 'REDRIVABLE') {
      const reason = redriveStatusReason ?? redriveStatus;
      throw new AwsError('ExecutionNotRedrivable', `Execution is not redrivable: ${reason}`);
    }
    this.#ended.remove(arn);
    this.track(
      execution.redrive(() => {
        this.#kept.save(execution);
        this.options.emitEvent(statusChangeEvent(execution));
      }),
    );
    return execution;
  }

  /** @throws AwsError ExecutionDoesNotExist */
  get(arn: string): Execution {
    const execution = this.#byArn.get(arn);
    if (!execution) {
      throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    }
    return execution;
  }

  /** By start. */
  list(): Execution[] {
    return [...this.#byArn.values()];
  }

  /** Aborts what runs of a state machine, as its deletion does; children go with their parents. */
  stopAllOf(stateMachineArn: string): void {
    for (const execution of this.#byArn.values()) {
      if (execution.identity.stateMachineArn !== stateMachineArn) continue;
      execution.machineDeleted = true;
      execution.stop();
    }
  }

  /** Aborts all that runs, and waits until nothing does. */
  async close(): Promise<void> {
    for (const execution of this.#byArn.values()) execution.stop(undefined, CLOSING);
    await Promise.all(this.#running);
  }

  private track(done: Promise<void>): void {
    this.#running.add(done);
    void done.finally(() => this.#running.delete(done));
  }

  private create(
    identity: ExecutionIdentity,
    ended: RecentlyEnded,
    emitEvent: EmitEvent = () => undefined,
    earlier?: ExecutionWorld['earlier'],
  ): Execution {
    const { logSink } = this.options;
    const { machine, arn, name } = identity;
    const log = {
      arn,
      name,
      machineName: machine.name,
      redriveCount: () => execution.redriveCount,
    };
    const session = { roleArn: machine.roleArn, sessionName: name };
    const environment = underRole(this.options.environment, session, this.options);
    const isKept = this.#kept.isOn && identity.mapRunArn === undefined;
    const writeLog: EventListener =
      logSink && machine.loggingConfiguration
        ? executionLog(logSink, machine.loggingConfiguration, log)
        : () => undefined;
    const onEvent: EventListener = isKept
      ? (event) => {
          this.#kept.add(arn, event);
          writeLog(event);
        }
      : writeLog;
    const execution: Execution = new Execution(identity, {
      sequence: earlier?.stored.sequence ?? this.#sequence++,
      environment,
      mapRuns: { start: (options) => this.startMapRun(execution, options) },
      onEvent,
      ...(earlier && { earlier }),
      onEnd: () => {
        if (isKept) this.#kept.save(execution);
        emitEvent(statusChangeEvent(execution));
        ended.add(arn);
      },
    });
    this.#byArn.set(arn, execution);
    return execution;
  }

  private startMapRun(parent: Execution, options: MapRunOptions): MapRun {
    const { account, environment, authorizer } = this.options;
    const { machine } = parent.identity;
    const rights = childRights(machine, parent.identity.name, authorizer);
    rights.start();
    const label = options.label ?? randomUUID();
    const labelled = `${machine.name}/${label}`;
    const stateMachineArn = `${machine.arn}/${label}`;
    const mapRun = new MapRun(
      {
        arn: mapRunArn(account, labelled, randomUUID()),
        parent,
        stateMachineArn,
        options,
        rights,
        now: () => environment.clock.now(),
        onChildRedriven: (child) => {
          // The oldest may have been forgotten.
          this.#endedChildren.remove(child.identity.arn);
          this.#byArn.set(child.identity.arn, child);
        },
        onChange: (changed) => {
          this.mapRuns.note(changed);
        },
      },
      (input, { arn }) => {
        const name = randomUUID();
        const childArn = executionArn(account, labelled, name);
        const identity = { arn: childArn, name, machine, stateMachineArn, input, mapRunArn: arn };
        return this.create(identity, this.#endedChildren);
      },
    );
    this.mapRuns.note(mapRun);
    return mapRun;
  }
}

function parseInput(text: string): Payload {
  let payload: Payload;
  try {
    payload = Payload.parse(text);
  } catch (error) {
    throw new AwsError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: '${String(error)}'`,
    );
  }
  if (payload.exceedsLimit) {
    throw new AwsError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: it has ${payload.bytes} bytes, the maximum is 262144`,
    );
  }
  return payload;
}
