import { type Flow } from './definition/states';
import { type Execution, type ExecutionStatus } from './execution';
import { type Payload } from './interpreter/payload';
import { type ChildOutcome, type MapRunHandle, type MapRunOptions } from './interpreter/run';

export type MapRunStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';

/** Makes a child execution, not yet running; its `run` is called at once. */
export type NewChild = (input: Payload, mapRun: MapRun) => Execution;

export interface MapRunIdentity {
  readonly arn: string;
  readonly parent: Execution;
  /** The parent's state machine with the Map's label: `...:stateMachine:name/label`. */
  readonly stateMachineArn: string;
  readonly options: MapRunOptions;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly onEnd: (arn: string) => void;
}

/** One run of a distributed Map: its children, counted. Each child takes one item. */
export class MapRun implements MapRunHandle {
  readonly arn: string;
  /** Epoch milliseconds. */
  readonly startDate: number;
  stopDate: number | undefined;
  status: MapRunStatus = 'RUNNING';
  readonly counts = { running: 0, succeeded: 0, failed: 0, timedOut: 0, aborted: 0 };

  constructor(
    readonly identity: MapRunIdentity,
    private readonly newChild: NewChild,
  ) {
    this.arn = identity.arn;
    this.startDate = identity.now();
  }

  get pending(): number {
    const { running, succeeded, failed, timedOut, aborted } = this.counts;
    return this.identity.options.itemCount - running - succeeded - failed - timedOut - aborted;
  }

  async runChild(flow: Flow, input: Payload, signal: AbortSignal): Promise<ChildOutcome> {
    const child = this.newChild(input, this);
    const stop = (): void => {
      child.stop();
    };
    this.counts.running += 1;
    signal.addEventListener('abort', stop, { once: true });
    await child.run(flow);
    signal.removeEventListener('abort', stop);
    this.counts.running -= 1;
    this.count(child.status);
    return outcomeOf(child);
  }

  end(status: MapRunStatus): void {
    // What was never started counts as aborted.
    this.counts.aborted += this.pending;
    this.status = status;
    this.stopDate = this.identity.now();
    this.identity.onEnd(this.arn);
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
