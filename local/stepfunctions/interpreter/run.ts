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
  readonly stateName: string;
  readonly label: string | undefined;
  readonly itemCount: number;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
}

export interface MapRunHandle {
  readonly arn: string;
  /** Runs one child to its end; stops it when the signal, still open, fires. Never rejects. */
  runChild(flow: Flow, input: Payload, signal: AbortSignal): Promise<ChildOutcome>;
  end(status: 'SUCCEEDED' | 'FAILED' | 'ABORTED'): void;
}

export type ChildOutcome =
  | { readonly status: 'SUCCEEDED'; readonly output: Json }
  | {
      readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      readonly error: string | undefined;
      readonly cause: string | undefined;
    };
