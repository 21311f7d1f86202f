import { type Clock } from '../../clock';
import { type InvokeFunction } from '../../lambda/invoke';
import { type Flow } from '../definition/states';
import { type Json, type JsonObject } from '../json';
import { type History } from './history';
import { type JsonataEvaluator } from './jsonata-evaluator';
import { type Payload } from './payload';

/** What the interpreter uses of the world around it. */
export interface Environment {
  readonly clock: Clock;
  readonly invokeFunction: InvokeFunction;
  readonly region: string;
  /** In [0, 1), for a retry's jitter. */
  readonly random: () => number;
}

/** One execution, as its states see it. */
export interface Run {
  readonly environment: Environment;
  readonly evaluator: JsonataEvaluator;
  readonly history: History;
  /** The parts of `$states.context` that last for the whole execution: Execution, StateMachine. */
  readonly context: JsonObject;
  readonly mapRuns: MapRuns;
}

/** Starts the child executions of a distributed Map. */
export interface MapRuns {
  start(options: MapRunOptions): MapRunHandle;
}

export interface MapRunOptions {
  readonly label: string | undefined;
  readonly itemCount: number;
  readonly settings: MapRunSettings;
}

/** Settings of a map run that UpdateMapRun may change. */
export interface MapRunSettings {
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number | undefined;
  readonly toleratedFailurePercentage: number | undefined;
}

export interface MapRunHandle {
  readonly arn: string;
  /** As they are now. */
  readonly settings: MapRunSettings;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  readonly redriveCount: number;
  /** Called whenever the settings have changed; takes the place of the call before. */
  onUpdate: () => void;
  /** Whether the item has a child already, which a redrive goes on with. */
  hasChild(index: number): boolean;
  /**
   * Runs one child to its end; stops it when the signal, still open, fires.
   * @throws StateError States.Permissions if the role may not look after its children
   */
  runChild(index: number, flow: Flow, input: Payload, signal: AbortSignal): Promise<ChildOutcome>;
  /** As `runChild`, from where the child stood; the old outcome if it can't be redriven. */
  redriveChild(index: number, signal: AbortSignal): Promise<ChildOutcome>;
  /** Runs again, after an end without success. */
  redrive(): void;
  end(status: 'SUCCEEDED' | 'FAILED' | 'ABORTED'): void;
}

export type ChildOutcome =
  | { readonly status: 'SUCCEEDED'; readonly output: Json }
  | {
      readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      readonly error: string | undefined;
      readonly cause: string | undefined;
    };
