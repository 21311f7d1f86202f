import { lambdaTask, type LambdaTarget, type State } from './lambda-task';

export interface ChildMapOptions {
  readonly comment: string;
  /** Label of the child executions in the console, at most 40 characters. */
  readonly label: string;
  /** JSONata for the array of items: numbers of parts or shards. */
  readonly items: string;
  /** All that a child gets: it sees neither the parent's variables nor the parent's name. */
  readonly itemSelector: State;
  readonly maxConcurrency: number;
  readonly task: { readonly name: string; readonly comment: string; readonly target: LambdaTarget };
  readonly catch: readonly State[];
  readonly next: string;
}

/**
 * A distributed map over one function: a history of its own for each child, so that the parent's
 * 25,000 events do not bound the number of shards.
 *
 * A child never fails: an error in it would reach the parent only as
 * States.ExceedToleratedFailureThreshold. It leaves its outcome in a file, and the parent's next
 * step raises what it finds there, or finds nothing there and says so.
 */
export function childMap(options: ChildMapOptions): State {
  const { task } = options;
  // State names are unique in the whole state machine, children included.
  const leave = `${task.name}: no outcome`;
  return {
    Type: 'Map',
    Comment: options.comment,
    Label: options.label,
    Items: options.items,
    ItemSelector: options.itemSelector,
    MaxConcurrency: options.maxConcurrency,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: task.name,
      States: {
        [task.name]: lambdaTask({
          comment: task.comment,
          target: task.target,
          payload: '{% $states.input %}',
          catch: [{ ErrorEquals: ['States.ALL'], Next: leave }],
        }),
        [leave]: {
          Type: 'Pass',
          Comment: "The function crashed: the parent's next step misses its outcome and says so.",
          Output: {},
          End: true,
        },
      },
    },
    // The children return {}; the array of them is not kept.
    Output: {},
    Catch: options.catch,
    Next: options.next,
  };
}
