import * as z from 'zod';

/** What is drawn of a state. */
export interface StateNode {
  readonly name: string;
  readonly type: 'Task' | 'Map' | 'Pass' | 'Wait' | 'Choice' | 'Fail' | 'Succeed';
  /** Second line: the function of a task, the width of a map. */
  readonly detail: string;
  /** The states of a map's child executions. */
  readonly children?: StateGraph;
}

export interface StateEdge {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  readonly kind: 'next' | 'error';
}

export interface StateGraph {
  readonly start: string;
  readonly nodes: readonly StateNode[];
  readonly edges: readonly StateEdge[];
  /** States after which an execution ends well. */
  readonly ends: readonly string[];
}

const target = z.object({ Next: z.string() });
const stateSchema = z.object({
  Type: z.enum(['Task', 'Map', 'Pass', 'Wait', 'Choice', 'Fail', 'Succeed']),
  Next: z.string().optional(),
  End: z.boolean().optional(),
  Arguments: z.object({ FunctionName: z.string() }).optional(),
  MaxConcurrency: z.number().optional(),
  Catch: z.array(target).default([]),
  Choices: z.array(target).default([]),
  Default: z.string().optional(),
  ItemProcessor: z.unknown().optional(),
});
const machineSchema = z.object({
  StartAt: z.string(),
  States: z.record(z.string(), stateSchema),
});
type State = z.infer<typeof stateSchema>;

/**
 * The states of an Amazon States Language definition and the ways between them.
 * @throws ZodError for a state of a kind that is not drawn (Parallel, inline options ...)
 */
export function stateGraph(definition: unknown): StateGraph {
  const { StartAt, States } = machineSchema.parse(definition);
  const states = Object.entries(States);
  return {
    start: StartAt,
    nodes: states.map(([name, state]) => nodeOf(name, state)),
    edges: states.flatMap(([name, state]) => edgesOf(name, state)),
    ends: states
      .filter(([, { End, Type }]) => End === true || Type === 'Succeed')
      .map(([name]) => name),
  };
}

function nodeOf(name: string, state: State): StateNode {
  const { Type: type } = state;
  const node = { name, type, detail: detailOf(state) };
  return type === 'Map' ? { ...node, children: stateGraph(state.ItemProcessor) } : node;
}

function detailOf({ Type: type, Arguments, MaxConcurrency }: State): string {
  switch (type) {
    case 'Task':
      // `...:function:plan-run` or a plain name.
      return Arguments?.FunctionName.split(':').at(-1) ?? '';
    case 'Map':
      return `distributed map, at most ${MaxConcurrency ?? 'any number'} at once`;
    default:
      return '';
  }
}

function edgesOf(from: string, state: State): StateEdge[] {
  const edge = (to: string | undefined, kind: StateEdge['kind'], label?: string): StateEdge[] =>
    to === undefined ? [] : [{ from, to, kind, ...(label === undefined ? {} : { label }) }];
  // A Choice state is named by a question, so its ways are answers.
  const choices = [...new Set(state.Choices.map(({ Next }) => Next))];
  const errors = [...new Set(state.Catch.map(({ Next }) => Next))].filter(
    // Where an error leads on as success does, one arrow is enough.
    (to) => to !== state.Next,
  );
  return [
    ...edge(state.Next, 'next'),
    ...choices.flatMap((to) => edge(to, 'next', 'yes')),
    ...edge(state.Default, 'next', 'no'),
    ...errors.flatMap((to) => edge(to, 'error')),
  ];
}
