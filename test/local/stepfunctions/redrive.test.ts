import { AwsError } from '../../../local/gateway/aws-error';
import { type AccessRequest, type Authorizer } from '../../../local/iam/access';
import { type Execution } from '../../../local/stepfunctions/execution';
import {
  Interpreter,
  LAMBDA_INVOKE,
  named,
  outputOf,
  states,
  typesOf,
} from './interpreter-harness';

const invoke = (FunctionName: string, more: object = {}) => ({
  Type: 'Task',
  Resource: LAMBDA_INVOKE,
  Arguments: { FunctionName, Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  ...more,
});

/** Fails until its n-th call, then doubles its event. */
const failsBefore = (n: number) => (event: unknown, call: number) => {
  if (call < n) throw named('Broken');
  return Number(event) * 2;
};

async function redrive(interpreter: Interpreter, { identity }: Execution): Promise<Execution> {
  const execution = await interpreter.executions.redrive(identity.arn);
  await interpreter.clock.runUntil(execution.ended);
  return execution;
}

/** Events of the latest redrive. */
function typesSinceRedrive(execution: Execution): string[] {
  const types = typesOf(execution);
  return types.slice(types.lastIndexOf('ExecutionRedriven'));
}

it('goes on at the task that failed, with the variables of then, and enters no state again', async () => {
  const interpreter = new Interpreter({ flaky: failsBefore(2) });
  const machine = states({
    Remember: { Type: 'Pass', Assign: { base: 100 }, Output: 4, Next: 'Double' },
    Double: invoke('flaky', { Next: 'Add' }),
    Add: { Type: 'Pass', Output: '{% $states.input + $base %}', End: true },
  });
  const execution = await interpreter.run(machine);
  expect(execution).toMatchObject({ status: 'FAILED', error: 'Broken' });
  await redrive(interpreter, execution);
  expect(execution).toMatchObject({ status: 'SUCCEEDED', error: undefined, redriveCount: 1 });
  expect(outputOf(execution)).toBe(108);
  expect(typesSinceRedrive(execution)).toEqual([
    'ExecutionRedriven',
    'TaskScheduled',
    'TaskStarted',
    'TaskSucceeded',
    'TaskStateExited',
    'PassStateEntered',
    'PassStateExited',
    'ExecutionSucceeded',
  ]);
});

it('counts retries anew', async () => {
  const interpreter = new Interpreter({ flaky: failsBefore(4) });
  const Retry = [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }];
  const execution = await interpreter.run(
    states({ Double: invoke('flaky', { Retry, End: true }) }),
    1,
  );
  expect(interpreter.calls).toHaveLength(2);
  await redrive(interpreter, execution);
  expect(interpreter.calls).toHaveLength(4);
  expect(execution.status).toBe('SUCCEEDED');
});

it('shows the redrive in the context object', async () => {
  const interpreter = new Interpreter({ flaky: failsBefore(2) });
  const machine = states({
    Double: invoke('flaky', {
      Output: '{% $states.context.Execution.[RedriveCount, RedriveTime] %}',
      End: true,
    }),
  });
  const execution = await interpreter.run(machine, 1);
  await interpreter.clock.advance(5000);
  await redrive(interpreter, execution);
  expect(outputOf(execution)).toEqual([1, new Date(interpreter.clock.now()).toISOString()]);
});

it('enters a Fail state again, and fails again', async () => {
  const interpreter = new Interpreter();
  const execution = await interpreter.run(states({ No: { Type: 'Fail', Error: 'No' } }));
  await redrive(interpreter, execution);
  expect(execution).toMatchObject({ status: 'FAILED', error: 'No' });
  expect(typesSinceRedrive(execution)).toEqual([
    'ExecutionRedriven',
    'FailStateEntered',
    'ExecutionFailed',
  ]);
});

it('waits the whole time again after a stop', async () => {
  const interpreter = new Interpreter();
  const execution = interpreter.start(states({ Wait: { Type: 'Wait', Seconds: 60, End: true } }));
  await interpreter.clock.advance(59_000);
  execution.stop('Enough');
  await interpreter.executions.redrive(execution.identity.arn);
  await interpreter.clock.advance(59_000);
  expect(execution).toMatchObject({ status: 'RUNNING', error: undefined, stopDate: undefined });
  await interpreter.clock.advance(1_000);
  expect(execution.status).toBe('SUCCEEDED');
});

it('gives a timed out execution its whole time again', async () => {
  const interpreter = new Interpreter();
  const execution = await interpreter.run(
    states({ Wait: { Type: 'Wait', Seconds: 60, End: true } }, { TimeoutSeconds: 50 }),
  );
  expect(execution.status).toBe('TIMED_OUT');
  await interpreter.executions.redrive(execution.identity.arn);
  await interpreter.clock.advance(49_000);
  expect(execution.status).toBe('RUNNING');
  await interpreter.clock.advance(1_000);
  expect(execution.status).toBe('TIMED_OUT');
});

it('runs only the branches of a Parallel again that have not succeeded', async () => {
  const interpreter = new Interpreter({ good: () => 'good', bad: failsBefore(2) });
  const branch = (name: string, function_: string) => ({
    StartAt: name,
    States: { [name]: invoke(function_, { End: true }) },
  });
  const machine = states({
    Both: { Type: 'Parallel', Branches: [branch('G', 'good'), branch('B', 'bad')], End: true },
  });
  const execution = await interpreter.run(machine, 3);
  expect(execution.status).toBe('FAILED');
  const before = interpreter.calls.filter(({ name }) => name === 'good').length;
  await redrive(interpreter, execution);
  expect(outputOf(execution)).toEqual(['good', 6]);
  expect(typesSinceRedrive(execution)).not.toContain('ParallelStateStarted');
  expect(interpreter.calls.filter(({ name }) => name === 'good')).toHaveLength(before);
});

it('runs only the iterations of an inline Map again that have not succeeded', async () => {
  const interpreter = new Interpreter({
    each: (event, call) => {
      if (event === 2 && call === 2) throw named('Broken');
      return event;
    },
  });
  const machine = states({
    Each: {
      Type: 'Map',
      MaxConcurrency: 1,
      ItemProcessor: { StartAt: 'One', States: { One: invoke('each', { End: true }) } },
      End: true,
    },
  });
  const execution = await interpreter.run(machine, [1, 2, 3]);
  expect(execution.error).toBe('Broken');
  await redrive(interpreter, execution);
  expect(outputOf(execution)).toEqual([1, 2, 3]);
  expect(interpreter.calls.map(({ event }) => event)).toEqual([1, 2, 2, 3]);
  const iterations = typesSinceRedrive(execution).filter((type) => type.startsWith('MapIteration'));
  expect(iterations).toEqual([
    'MapIterationSucceeded',
    'MapIterationStarted',
    'MapIterationSucceeded',
  ]);
});

it('runs all branches again if their results together were too large', async () => {
  const interpreter = new Interpreter({ large: () => 'x'.repeat(200_000) });
  const branch = (name: string) => ({
    StartAt: name,
    States: { [name]: invoke('large', { End: true }) },
  });
  const Both = { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true };
  const execution = await interpreter.run(states({ Both }));
  expect(execution.error).toBe('States.DataLimitExceeded');
  await redrive(interpreter, execution);
  expect(interpreter.calls).toHaveLength(4);
});

describe('a distributed Map', () => {
  const machine = (more: object = {}) =>
    states({
      Each: {
        Type: 'Map',
        MaxConcurrency: 1,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'One',
          States: { One: invoke('each', { End: true }) },
        },
        End: true,
        ...more,
      },
    });

  it('goes on in the same map run and the same children, and begins the others', async () => {
    const interpreter = new Interpreter({
      each: (event, call) => {
        if (event === 2 && call === 2) throw named('Broken');
        return event;
      },
    });
    const execution = await interpreter.run(machine(), [1, 2, 3]);
    const [mapRun] = interpreter.executions.mapRuns.live();
    expect(mapRun?.status).toBe('FAILED');
    expect(mapRun?.counts).toMatchObject({ succeeded: 1, failed: 1, aborted: 1 });
    await redrive(interpreter, execution);
    expect(outputOf(execution)).toEqual([1, 2, 3]);
    expect(interpreter.executions.mapRuns.live()).toEqual([mapRun]);
    expect(mapRun).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1, pending: 0 });
    expect(mapRun?.counts).toMatchObject({ succeeded: 3, failed: 0, aborted: 0, running: 0 });
    expect(typesSinceRedrive(execution).slice(0, 3)).toEqual([
      'ExecutionRedriven',
      'MapRunRedriven',
      'MapRunSucceeded',
    ]);
    const children = interpreter.executions.list().slice(1);
    expect(children.map(({ redriveCount }) => redriveCount)).toEqual([0, 1, 0]);
    expect(children.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
  });

  it("asks the machine's role for each child, and fails without its right to redrive", async () => {
    const denied = new Set(['states:RedriveExecution']);
    const asked: AccessRequest[] = [];
    const authorizer: Authorizer = {
      authorize(request) {
        asked.push(request);
        if (denied.has(request.action)) throw new AwsError('AccessDeniedException', 'not allowed');
      },
    };
    const each = (event: unknown, call: number) => {
      if (event === 2 && call === 2) throw named('Broken');
      return Number(event);
    };
    const interpreter = new Interpreter({ each }, authorizer);
    const execution = await interpreter.run(machine(), [1, 2, 3]);
    const [, , failed] = interpreter.executions.list();
    asked.length = 0;
    await redrive(interpreter, execution);
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Permissions' });
    expect(failed).toMatchObject({ status: 'FAILED', awaitsRedrive: false, redriveCount: 0 });
    expect(interpreter.calls).toHaveLength(2);
    denied.clear();
    await redrive(interpreter, execution);
    expect(outputOf(execution)).toEqual([1, 2, 3]);
    const ofRole = asked.filter(({ action }) => action === 'states:RedriveExecution');
    expect(ofRole.map(({ resource }) => resource)).toEqual([
      failed?.identity.arn,
      failed?.identity.arn,
    ]);
    expect(ofRole[0]?.caller).toMatchObject({
      kind: 'role',
      roleArn: execution.identity.machine.roleArn,
    });
  });

  it('counts the failures of a redrive only, and tolerated ones run again', async () => {
    const interpreter = new Interpreter({
      each: (event, call) => {
        if (call <= 4) throw named('Broken');
        return event;
      },
    });
    const execution = await interpreter.run(machine({ ToleratedFailureCount: 1 }), [1, 2, 3]);
    expect(execution.error).toBe('States.ExceedToleratedFailureThreshold');
    expect(interpreter.calls).toHaveLength(2);
    await redrive(interpreter, execution);
    expect(execution.error).toBe('States.ExceedToleratedFailureThreshold');
    await redrive(interpreter, execution);
    expect(outputOf(execution)).toEqual([1, 2, 3]);
  });

  it('shows children that wait for their turn as pending, also after a stop in between', async () => {
    const interpreter = new Interpreter({
      each: (_, call) => {
        if (call <= 2) throw named('Broken');
        return new Promise(() => undefined);
      },
    });
    const execution = await interpreter.run(machine({ ToleratedFailureCount: 1 }), [1, 2]);
    const [mapRun] = interpreter.executions.mapRuns.live();
    await interpreter.executions.redrive(execution.identity.arn);
    await interpreter.clock.advance(0);
    const waiting = interpreter.executions.list().filter(({ awaitsRedrive }) => awaitsRedrive);
    expect(waiting).toHaveLength(1);
    expect(mapRun).toMatchObject({ status: 'RUNNING', pendingRedrive: 1, pending: 0 });
    expect(mapRun?.counts).toMatchObject({ running: 1, failed: 0 });
    execution.stop();
    await execution.unwound;
    expect(mapRun?.facts()).toMatchObject({
      status: 'ABORTED',
      pendingRedrive: 0,
      failuresNotRedrivable: 0,
    });
    expect(mapRun?.counts).toMatchObject({ running: 0, failed: 1, aborted: 1 });
    expect(waiting[0]).toMatchObject({ status: 'FAILED', awaitsRedrive: false });
  });

  it('does not start again when only what comes after the children failed', async () => {
    const interpreter = new Interpreter({ each: (event) => event });
    const execution = await interpreter.run(
      machine({
        Output: '{% $states.context.Execution.RedriveCount = 0 ? $error("x") : "done" %}',
      }),
      [1, 2],
    );
    expect(execution.error).toBe('States.QueryEvaluationError');
    await redrive(interpreter, execution);
    expect(outputOf(execution)).toBe('done');
    expect(interpreter.calls).toHaveLength(2);
  });
});

it('tells the bus of the redrive and of each end', async () => {
  const interpreter = new Interpreter();
  const execution = await interpreter.run(states({ No: { Type: 'Fail' } }));
  await redrive(interpreter, execution);
  const shown = interpreter.emitted.map(({ detail }) => [
    detail.status,
    detail.redriveCount,
    detail.redriveStatus,
  ]);
  expect(shown).toEqual([
    ['RUNNING', 0, 'NOT_REDRIVABLE'],
    ['FAILED', 0, 'REDRIVABLE'],
    ['RUNNING', 1, 'NOT_REDRIVABLE'],
    ['FAILED', 1, 'REDRIVABLE'],
  ]);
});

it('redrives once when asked twice at the same time', async () => {
  const interpreter = new Interpreter();
  const execution = interpreter.start(states({ Wait: { Type: 'Wait', Seconds: 60, End: true } }));
  execution.stop();
  const answers = await Promise.allSettled(
    [1, 2].map(() => interpreter.executions.redrive(execution.identity.arn)),
  );
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(execution.redriveCount).toBe(1);
});
