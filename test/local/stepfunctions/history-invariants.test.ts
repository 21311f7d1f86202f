import * as fc from 'fast-check';
import { type Execution } from '../../../local/stepfunctions/execution';
import { Interpreter, LAMBDA_INVOKE, named, states } from './interpreter-harness';

/** A state by kind, or one of flows of such states. */
type Shape =
  | { readonly kind: 'pass' | 'flaky' | 'never' | 'wait' | 'bad' | 'fail' | 'large' }
  | { readonly kind: 'parallel' | 'inline' | 'distributed'; readonly flows: readonly Shape[][] };

const leaf = fc.record({
  kind: fc.constantFrom(
    ...(['pass', 'pass', 'flaky', 'never', 'wait', 'bad', 'fail', 'large'] as const),
  ),
});
const { flow } = fc.letrec<{ shape: Shape; flow: Shape[] }>((tie) => ({
  flow: fc.array(tie('shape'), { minLength: 1, maxLength: 3 }),
  shape: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom(...(['parallel', 'inline', 'distributed'] as const)),
      flows: fc.array(tie('flow'), { minLength: 1, maxLength: 2 }),
    }),
  ),
}));

/** The flow as ASL; names are unique, as AWS wants them. */
function toFlow(shapes: readonly Shape[], count = { names: 0 }): object {
  const names = shapes.map(() => `S${++count.names}`);
  const entries = shapes.map((shape, index) => {
    const next = names[index + 1];
    const leaving = shape.kind === 'fail' ? {} : next ? { Next: next } : { End: true };
    return [names[index] ?? '', { ...toState(shape, count), ...leaving }] as const;
  });
  // What stands behind a Fail is never reached, which the interpreter does not mind.
  return { StartAt: names[0], States: Object.fromEntries(entries) };
}

function toState(shape: Shape, count: { names: number }): object {
  const invoke = (FunctionName: string, more: object = {}) => ({
    Type: 'Task',
    Resource: LAMBDA_INVOKE,
    Arguments: { FunctionName },
    Output: {},
    ...more,
  });
  switch (shape.kind) {
    case 'pass':
      return { Type: 'Pass', Output: {}, Assign: { [`v${++count.names}`]: 1 } };
    case 'flaky':
      return invoke('flaky', { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }] });
    case 'never':
      return invoke('never', { TimeoutSeconds: 30 });
    case 'large':
      return invoke('large');
    case 'wait':
      return { Type: 'Wait', Seconds: 10 };
    case 'bad':
      return { Type: 'Pass', Output: '{% $nothing %}' };
    case 'fail':
      return { Type: 'Fail', Error: 'No' };
    case 'parallel':
      return { Type: 'Parallel', Branches: shape.flows.map((each) => toFlow(each, count)) };
    default: {
      const [first = []] = shape.flows;
      const mode = shape.kind === 'inline' ? 'INLINE' : 'DISTRIBUTED';
      const ExecutionType = mode === 'INLINE' ? undefined : 'STANDARD';
      return {
        Type: 'Map',
        Items: [{}, {}, {}],
        MaxConcurrency: 2,
        ItemProcessor: { ProcessorConfig: { Mode: mode, ExecutionType }, ...toFlow(first, count) },
      };
    }
  }
}

const ENDS = /^Execution(Succeeded|Failed|Aborted|TimedOut)$/;

function checkHistory({ history: { events }, status, redriveCount }: Execution): void {
  const types = events.map(({ type }) => type);
  expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
  expect(events.filter(({ id, previousEventId }) => previousEventId >= id)).toEqual([]);
  expect(types.filter((type) => type === 'ExecutionStarted')).toHaveLength(1);
  expect(types.filter((type) => type === 'ExecutionRedriven')).toHaveLength(redriveCount);
  expect(types.filter((type) => ENDS.test(type))).toHaveLength(1 + redriveCount);
  expect(types.at(-1)).toMatch(ENDS);
  expect(types.map((type) => type === 'ExecutionSucceeded').indexOf(true)).toBe(
    status === 'SUCCEEDED' ? events.length - 1 : -1,
  );
  // Time does not run backwards.
  const times = events.map(({ timestamp }) => timestamp);
  expect(times).toEqual([...times].sort((a, b) => a - b));
}

it('ends every execution once, with a history in order, through stops and redrives', async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', note);
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(flow, fc.array(fc.nat(40), { maxLength: 3 }), async (shapes, stops) => {
      const interpreter = new Interpreter({
        flaky: (_, call) => {
          if (call % 3 !== 0) throw named('Broken');
          return {};
        },
        never: () => new Promise(() => undefined),
        large: (_, call) => 'x'.repeat(call % 2 === 0 ? 10 : 262_144),
      });
      const { StartAt, States } = toFlow(shapes) as { StartAt: string; States: object };
      const execution = interpreter.start({ ...states({}), StartAt, States, TimeoutSeconds: 15 });
      for (const seconds of [...stops, undefined]) {
        if (seconds === undefined) await interpreter.clock.runUntil(execution.ended);
        else {
          await interpreter.clock.advance(seconds * 1000);
          execution.stop();
        }
        await execution.unwound;
        interpreter.executions.list().forEach(checkHistory);
        for (const {
          status,
          counts,
          pending,
          pendingRedrive,
          identity,
        } of interpreter.executions.mapRuns.live()) {
          const { running, succeeded, failed, timedOut, aborted } = counts;
          expect(status).not.toBe('RUNNING');
          expect([running, pending, pendingRedrive]).toEqual([0, 0, 0]);
          expect(succeeded + failed + timedOut + aborted).toBe(identity.options.itemCount);
        }
        kinds.add(execution.status);
        if (execution.status === 'SUCCEEDED') break;
        if (seconds !== undefined) await interpreter.executions.redrive(execution.identity.arn);
      }
      const ends = interpreter.emitted.filter(({ detail }) => detail.status !== 'RUNNING');
      expect(ends).toHaveLength(1 + execution.redriveCount);
    }),
    // Seeded, as the last line wants each way to end.
    { numRuns: 150, seed: 1 },
  );
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
  expect([...kinds].sort()).toEqual(['ABORTED', 'FAILED', 'SUCCEEDED', 'TIMED_OUT']);
});
