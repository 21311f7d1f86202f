import { stateGraph } from '../../../scripts/diagram/state-graph';

const task = (name: string, next?: string) => ({
  Type: 'Task',
  Arguments: { FunctionName: `arn:aws:lambda:eu-west-1:123456789012:function:${name}` },
  ...(next === undefined ? { End: true } : { Next: next }),
});

describe('stateGraph', () => {
  it('names the function of a task, the start and the good ends', () => {
    const graph = stateGraph({ StartAt: 'A', States: { A: task('first', 'B'), B: task('last') } });
    expect(graph).toStrictEqual({
      start: 'A',
      nodes: [
        { name: 'A', type: 'Task', detail: 'first' },
        { name: 'B', type: 'Task', detail: 'last' },
      ],
      edges: [{ from: 'A', to: 'B', kind: 'next' }],
      ends: ['B'],
    });
  });

  it('answers the question of a Choice with yes and no', () => {
    const { edges } = stateGraph({
      StartAt: 'Ready?',
      States: {
        'Ready?': { Type: 'Choice', Choices: [{ Condition: '', Next: 'Go' }], Default: 'Rest' },
        Go: task('go'),
        Rest: { Type: 'Wait', Next: 'Ready?' },
      },
    });
    expect(edges).toStrictEqual([
      { from: 'Ready?', to: 'Go', kind: 'next', label: 'yes' },
      { from: 'Ready?', to: 'Rest', kind: 'next', label: 'no' },
      { from: 'Rest', to: 'Ready?', kind: 'next' },
    ]);
  });

  it('has one error edge to each place that errors lead to, and none beside the way of success', () => {
    const caught = {
      ...task('risky', 'Repair'),
      Catch: [{ Next: 'Stop' }, { Next: 'Stop' }, { Next: 'Repair' }],
    };
    const { edges } = stateGraph({
      StartAt: 'Risky',
      States: { Risky: caught, Repair: task('repair'), Stop: { Type: 'Fail' } },
    });
    expect(edges).toStrictEqual([
      { from: 'Risky', to: 'Repair', kind: 'next' },
      { from: 'Risky', to: 'Stop', kind: 'error' },
    ]);
  });

  it('has the child of a Map inside it', () => {
    const child = { StartAt: 'One', States: { One: task('one') } };
    const { nodes } = stateGraph({
      StartAt: 'All',
      States: { All: { Type: 'Map', MaxConcurrency: 7, ItemProcessor: child, End: true } },
    });
    expect(nodes).toStrictEqual([
      {
        name: 'All',
        type: 'Map',
        detail: 'distributed map, at most 7 at once',
        children: stateGraph(child),
      },
    ]);
  });

  it('refuses a kind of state that it cannot draw', () => {
    expect(() => stateGraph({ StartAt: 'P', States: { P: { Type: 'Parallel' } } })).toThrow(
      /Invalid option/,
    );
  });
});
