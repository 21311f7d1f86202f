import { type Flow } from './definition/states';
import { type Execution, type ExecutionStatus } from './execution';
import { type Payload } from './interpreter/payload';
import { type ChildRights } from './machine-role';
import { pendingItems, type MapRunFacts } from './map-run-facts';
import {
  type ChildOutcome,
  type MapRunHandle,
  type MapRunOptions,
  type MapRunSettings,
} from './interpreter/run';

export type MapRunStatus = MapRunHandle['status'];

/** Makes a child execution, not yet running; its `run` is called at once. */
export type NewChild = (input: Payload, mapRun: MapRun) => Execution;

export interface MapRunIdentity {
  readonly arn: string;
  readonly parent: Execution;
  /** The parent's state machine with the Map's label: `...:stateMachine:name/label`. */
  readonly stateMachineArn: string;
  readonly options: MapRunOptions;
  readonly rights: ChildRights;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Called when a child runs once more, before it does. */
  readonly onChildRedriven: (child: Execution) => void;
  /** Called when something that is shown has changed. */
  readonly onChange: (mapRun: MapRun) => void;
}

/** One run of a distributed Map: its children, counted. Each child takes one item. */
export class MapRun implements MapRunHandle {
  readonly arn: string;
  /** Epoch milliseconds. */
  readonly startDate: number;
  stopDate: number | undefined;
  redriveDate: number | undefined;
  redriveCount = 0;
  status: MapRunStatus = 'RUNNING';
  readonly counts = { running: 0, succeeded: 0, failed: 0, timedOut: 0, aborted: 0 };
  onUpdate: () => void = () => undefined;
  #settings: MapRunSettings;
  /** By item: the children that have begun and not succeeded. */
  readonly #children = new Map<number, Execution>();
  readonly #awaitingRedrive = new Set<Execution>();

  constructor(
    readonly identity: MapRunIdentity,
    private readonly newChild: NewChild,
  ) {
    this.arn = identity.arn;
    this.startDate = identity.now();
    this.#settings = identity.options.settings;
  }

  get settings(): MapRunSettings {
    return this.#settings;
  }

  get pendingRedrive(): number {
    return this.#awaitingRedrive.size;
  }

  get pending(): number {
    const { counts, pendingRedrive } = this;
    return pendingItems({ counts, pendingRedrive, itemCount: this.identity.options.itemCount });
  }

  /** What is shown of it, less the failures that cannot be redriven: to count them at each child's end would be quadratic. */
  progress(): MapRunFacts {
    const { parent, stateMachineArn, options } = this.identity;
    const { arn, status, startDate, stopDate, redriveCount, redriveDate, pendingRedrive } = this;
    return {
      ...{ arn, status, startDate, stopDate, redriveCount, redriveDate, pendingRedrive },
      executionArn: parent.identity.arn,
      stateMachineArn,
      settings: this.#settings,
      itemCount: options.itemCount,
      counts: { ...this.counts },
      failuresNotRedrivable: 0,
    };
  }

  facts(): MapRunFacts {
    const ended = [...this.#children.values()].filter(({ status }) => status !== 'RUNNING');
    const failures = ended.filter((child) => child.obstacleToRedrive() !== undefined);
    return { ...this.progress(), failuresNotRedrivable: failures.length };
  }

  /** UpdateMapRun: takes effect on the children that start from now on. */
  update(changes: Partial<MapRunSettings>): void {
    this.#settings = { ...this.#settings, ...changes };
    this.onUpdate();
    this.identity.onChange(this);
  }

  hasChild(index: number): boolean {
    return this.#children.has(index);
  }

  async runChild(
    index: number,
    flow: Flow,
    input: Payload,
    signal: AbortSignal,
  ): Promise<ChildOutcome> {
    const child = this.newChild(input, this);
    this.#children.set(index, child);
    return this.watch(index, child, () => child.run(flow), signal);
  }

  async redriveChild(index: number, signal: AbortSignal): Promise<ChildOutcome> {
    const child = this.#children.get(index);
    if (!child) throw new Error(`The map run has no child of item ${index}`);
    if (!this.#awaitingRedrive.has(child)) return outcomeOf(child);
    this.identity.rights.redrive(child.identity.arn);
    this.#awaitingRedrive.delete(child);
    child.awaitsRedrive = false;
    this.identity.onChildRedriven(child);
    return this.watch(index, child, () => child.redrive(), signal);
  }

  redrive(): void {
    this.status = 'RUNNING';
    this.stopDate = undefined;
    this.redriveCount += 1;
    this.redriveDate = this.identity.now();
    Object.assign(this.counts, { failed: 0, timedOut: 0, aborted: 0 });
    for (const child of this.#children.values()) {
      if (child.obstacleToRedrive() === undefined) {
        child.awaitsRedrive = true;
        this.#awaitingRedrive.add(child);
      } else this.count(child.status);
    }
    this.identity.onChange(this);
  }

  end(status: MapRunStatus): void {
    for (const child of this.#awaitingRedrive) {
      child.awaitsRedrive = false;
      this.count(child.status);
    }
    this.#awaitingRedrive.clear();
    // What was never started counts as aborted.
    this.counts.aborted += this.pending;
    this.status = status;
    this.stopDate = this.identity.now();
    this.onUpdate = () => undefined;
    this.identity.onChange(this);
  }

  private async watch(
    index: number,
    child: Execution,
    run: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<ChildOutcome> {
    const stop = (): void => {
      if (this.identity.rights.mayStop(child.identity.arn)) child.stop();
    };
    this.counts.running += 1;
    signal.addEventListener('abort', stop, { once: true });
    await run();
    signal.removeEventListener('abort', stop);
    this.counts.running -= 1;
    this.count(child.status);
    if (child.status === 'SUCCEEDED') this.#children.delete(index);
    this.identity.onChange(this);
    if (!signal.aborted) this.identity.rights.describe(child.identity.arn);
    return outcomeOf(child);
  }

  private count(status: ExecutionStatus): void {
    if (status === 'SUCCEEDED') this.counts.succeeded += 1;
    else if (status === 'FAILED') this.counts.failed += 1;
    else if (status === 'TIMED_OUT') this.counts.timedOut += 1;
    else this.counts.aborted += 1;
  }
}

function outcomeOf({ status, output, error, cause }: Execution): ChildOutcome {
  if (status === 'SUCCEEDED' && output) return { status, output: output.value };
  return {
    status: status === 'TIMED_OUT' || status === 'FAILED' ? status : 'ABORTED',
    error,
    cause,
  };
}
