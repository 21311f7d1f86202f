import { systemClock } from '../local/clock';
import { compileDefinition } from '../local/stepfunctions/definition/parse-definition';
import { type Execution } from '../local/stepfunctions/execution';
import { allowEverything } from '../local/iam/rights';
import { Executions } from '../local/stepfunctions/executions';
import { type StateMachine } from '../local/stepfunctions/state-machines';

/** What the interpreter itself costs: functions answer at once, nothing waits, nothing is sent. */
export interface InterpreterFigures {
  /** A loop of Pass (one Output, one Assign) and Choice (one condition). */
  readonly microsecondsPerTransition: number;
  /** A loop of Task by lambda:invoke with a Payload, its invocation in process, and Choice. */
  readonly microsecondsPerTask: number;
  /** A child execution of a distributed Map with one Pass state. */
  readonly microsecondsPerChild: number;
  /** State transitions behind the first figure. */
  readonly transitions: number;
}

/** Below the 25,000 events of a history: 4,000 rounds * 2 states * 2 events + 2 * 2 + 2 = 16,006. */
const LOOP_ROUNDS = 4_000;
/** 2,000 rounds * (5 events of the Task + 2 of the Choice) + 6 = 14,006. */
const TASK_ROUNDS = 2_000;
const CHILDREN = 5_000;
const REPEATS = 5;

export async function measureInterpreter(): Promise<InterpreterFigures> {
  const loop = await measure(loopMachine(LOOP_ROUNDS));
  const tasks = await measure(taskMachine(TASK_ROUNDS));
  const children = await measure(mapMachine(CHILDREN));
  return {
    microsecondsPerTransition: loop / (2 * LOOP_ROUNDS),
    microsecondsPerTask: tasks / TASK_ROUNDS,
    microsecondsPerChild: children / CHILDREN,
    transitions: 2 * LOOP_ROUNDS,
  };
}

/** Microseconds of one execution, the median of several after one to warm up. */
async function measure(definition: object): Promise<number> {
  const executions = newExecutions();
  const machine = machineOf(definition);
  const times: number[] = [];
  for (let repeat = 0; repeat <= REPEATS; repeat += 1) {
    const start = process.hrtime.bigint();
    const execution = executions.start(machine, '{"n":0}');
    await execution.ended;
    times.push(Number(process.hrtime.bigint() - start) / 1000);
    checkSucceeded(execution);
  }
  const sorted = times.slice(1).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function checkSucceeded({ status, error, cause }: Execution): void {
  if (status !== 'SUCCEEDED')
    throw new Error(`The execution ended as ${status}: ${error} ${cause}`);
}

function newExecutions(): Executions {
  return new Executions({
    account: { region: 'us-east-1', accountId: '123456789012' },
    environment: {
      clock: systemClock,
      region: 'us-east-1',
      random: () => 0,
      invokeFunction: (_, payload) =>
        Promise.resolve({ kind: 'success', payload, executedVersion: '$LATEST' }),
    },
    authorizer: allowEverything,
    emitEvent: () => undefined,
  });
}

function machineOf(definition: object): StateMachine {
  const text = JSON.stringify({ QueryLanguage: 'JSONata', ...definition });
  return {
    arn: 'arn:aws:states:us-east-1:123456789012:stateMachine:bench',
    name: 'bench',
    definition: text,
    roleArn: 'arn:aws:iam::123456789012:role/bench',
    revisionId: '',
    creationDate: 0,
    updateDate: 0,
    compiled: compileDefinition(text),
  };
}

function again(rounds: number, next: string): object {
  const Condition = `{% $states.input.n < ${rounds} %}`;
  return { Type: 'Choice', Choices: [{ Condition, Next: next }], Default: 'Done' };
}

function loopMachine(rounds: number): object {
  return {
    StartAt: 'Count',
    States: {
      Count: {
        Type: 'Pass',
        Output: { n: '{% $states.input.n + 1 %}' },
        Assign: { last: '{% $states.input.n %}' },
        Next: 'Again?',
      },
      'Again?': again(rounds, 'Count'),
      Done: { Type: 'Succeed' },
    },
  };
}

function taskMachine(rounds: number): object {
  return {
    StartAt: 'Count',
    States: {
      Count: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'count', Payload: { n: '{% $states.input.n + 1 %}' } },
        Output: '{% $states.result.Payload %}',
        Next: 'Again?',
      },
      'Again?': again(rounds, 'Count'),
      Done: { Type: 'Succeed' },
    },
  };
}

function mapMachine(children: number): object {
  return {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        Items: `{% [1..${children}] %}`,
        MaxConcurrency: 40,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Only',
          States: { Only: { Type: 'Pass', Output: {}, End: true } },
        },
        Output: {},
        End: true,
      },
    },
  };
}
