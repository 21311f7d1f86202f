import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import validate from 'asl-validator';
import * as z from 'zod';
import * as runErrors from '../../../domain/run/errors';
import { runDefinition } from '../../../lib/state-machine/definition';
import { Interpreter, named, outputOf } from '../../local/stepfunctions/interpreter-harness';
import { deployment, MODEL } from '../../support/run-fixtures';

const catcherSchema = z.object({ ErrorEquals: z.array(z.string()), Next: z.string() });
const retrierSchema = z.object({ ErrorEquals: z.array(z.string()), MaxAttempts: z.number() });
const stateSchema = z.object({
  Type: z.string(),
  Comment: z.string().optional(),
  Next: z.string().optional(),
  Default: z.string().optional(),
  End: z.boolean().optional(),
  Assign: z.record(z.string(), z.unknown()).optional(),
  Catch: z.array(catcherSchema).optional(),
  Retry: z.array(retrierSchema).optional(),
  MaxConcurrency: z.number().optional(),
  Label: z.string().optional(),
  get ItemProcessor() {
    return z.object({ StartAt: z.string(), States: z.record(z.string(), stateSchema) }).optional();
  },
});
const definitionSchema = z.object({
  StartAt: z.string(),
  States: z.record(z.string(), stateSchema),
});

const NAMES = [
  'plan-run',
  'prepare-input',
  'start-transform',
  'check-transform',
  'score-shard',
  'summarize-run',
  'stop-transform',
] as const;
type Name = (typeof NAMES)[number];

const ARNS = Object.fromEntries(
  NAMES.map((name) => [name, `arn:aws:lambda:us-east-1:123456789012:function:${name}`]),
) as Record<Name, string>;
const DEFINITION = runDefinition(ARNS, deployment());
const { StartAt, States } = definitionSchema.parse(DEFINITION);
const CHILDREN = Object.values(States).flatMap(({ ItemProcessor }) =>
  ItemProcessor ? [ItemProcessor] : [],
);

const ofType = (type: string, states: typeof States = States) =>
  Object.entries(states).filter(([, state]) => state.Type === type);

describe('the definition', () => {
  test('is one that asl-validator accepts', () => {
    const result = validate(structuredClone(DEFINITION));
    expect(result.isValid ? '' : result.errorsText()).toBe('');
  });

  test("shows the deployment's defaults in its first state", () => {
    expect(States[StartAt]).toMatchObject({ Type: 'Pass', Assign: { deployment: deployment() } });
  });

  const cleanUp = 'Clean up after a failure';
  const steps = [...ofType('Task'), ...ofType('Map')].filter(([name]) => name !== cleanUp);

  test.each(steps)('%s: any error leads to the one clean-up', (_, { Catch }) => {
    expect(Catch).toMatchObject([{ ErrorEquals: ['States.ALL'], Next: cleanUp }]);
  });

  test('whatever becomes of the clean-up, the run has failed', () => {
    const end = 'The run failed';
    expect(States[cleanUp]).toMatchObject({
      Next: end,
      Catch: [{ ErrorEquals: ['States.ALL'], Next: end }],
    });
    expect(States[end]?.Type).toBe('Fail');
  });

  test.each(ofType('Map'))('%s bounds how many children run at once', (_, map) => {
    expect(map.MaxConcurrency).toBeGreaterThanOrEqual(1);
    expect(map.MaxConcurrency).toBeLessThanOrEqual(1000);
    expect(map.Label?.length).toBeLessThanOrEqual(40);
  });

  test.each(CHILDREN)('a child ($StartAt) ends normally after any error', ({ StartAt, States }) => {
    const [catcher, ...others] = States[StartAt]?.Catch ?? [];
    expect(others).toEqual([]);
    expect(catcher?.ErrorEquals).toEqual(['States.ALL']);
    expect(States[catcher?.Next ?? '']).toMatchObject({ Type: 'Pass', End: true });
    expect(ofType('Fail', States)).toEqual([]);
  });

  test('says of each state what it is for, but of the questions', () => {
    const silent = Object.entries(States).filter(([, { Comment }]) => Comment === undefined);
    expect(silent.map(([name]) => name)).toEqual([
      'Is it a duplicate?',
      'Is the transform job finished?',
    ]);
  });

  test('has unique names, children included, each of at most 80 characters', () => {
    const names = [States, ...CHILDREN.map((child) => child.States)].flatMap(Object.keys);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.length > 80)).toEqual([]);
  });

  test("is drawn in the README's diagram, state by state", () => {
    const svg = readFileSync(join(__dirname, '../../../docs/state-machine.svg'), 'utf8')
      .replaceAll('&#39;', "'")
      .replaceAll('&apos;', "'");
    expect(Object.keys(States).filter((name) => !svg.includes(name))).toEqual([]);
  });
});

describe('retries', () => {
  const tasks = [States, ...CHILDREN.map((child) => child.States)].flatMap((states) =>
    ofType('Task', states),
  );
  const attempts = (task: z.infer<typeof stateSchema>, error: string): number =>
    task.Retry?.find(({ ErrorEquals }) => ErrorEquals.includes(error))?.MaxAttempts ?? 0;

  test.each([
    { error: 'Lambda.TooManyRequestsException', tries: 8 },
    { error: 'Lambda.ServiceException', tries: 4 },
    { error: 'Lambda.SdkClientException', tries: 4 },
    { error: 'Sandbox.Timedout', tries: 1 },
    { error: 'Runtime.ExitError', tries: 1 },
    { error: 'Lambda.Unknown', tries: 1 },
    { error: 'ThrottlingException', tries: 3 },
    { error: 'SlowDown', tries: 3 },
  ])('$error: $tries, in each task', ({ error, tries }) => {
    expect(tasks.map(([, task]) => attempts(task, error))).toEqual(tasks.map(() => tries));
  });

  test('an error that its reader must act on is not retried, but for a lack of instances', () => {
    const { RunError: _base, TransformCapacityUnavailable: _capacity, ...acted } = runErrors;
    const retried = Object.keys(acted).filter((error) =>
      tasks.some(([, task]) => attempts(task, error) > 0),
    );
    expect(retried).toEqual([]);
    const patient = tasks.filter(([, task]) => attempts(task, 'TransformCapacityUnavailable') > 0);
    expect(patient.map(([name]) => name)).toEqual(['Start the transform job']);
  });
});

describe('an execution', () => {
  const RESULTS = { runId: 'nightly', status: 'Completed' };

  /** Functions as they answer when all goes well; the job is done at the third look. */
  const functions = (changes: Record<string, (event: unknown, call: number) => never> = {}) => ({
    [ARNS['plan-run']]: () => ({ runId: 'nightly', parts: [0], pollIntervalSeconds: 20 }),
    [ARNS['prepare-input']]: () => ({}),
    [ARNS['start-transform']]: () => ({
      transformJobName: 'nightly-p1-a1',
      shards: 3,
      submitted: 5,
    }),
    [ARNS['check-transform']]: (_: unknown, call: number) => ({ finished: call === 3 }),
    [ARNS['score-shard']]: () => ({}),
    [ARNS['summarize-run']]: () => RESULTS,
    [ARNS['stop-transform']]: () => ({}),
    ...changes,
  });
  const fail = (name: Name, error: Error) => ({
    [ARNS[name]]: (): never => {
      throw error;
    },
  });

  async function run(changes = {}, definition = DEFINITION) {
    const interpreter = new Interpreter(functions(changes));
    const execution = await interpreter.run(definition, { prompt: 'Sum {article}' });
    const calls = interpreter.calls.map(({ name, event, at }) => ({
      name: name.slice(name.lastIndexOf(':') + 1),
      event,
      at,
    }));
    return {
      calls,
      called: calls.map(({ name }) => name),
      name: execution.identity.name,
      status: execution.status,
      output: outputOf(execution),
      error: execution.error,
      cause: execution.cause,
    };
  }

  test("hands on the deployment's texts as they are, also those that look like JSONata", async () => {
    // A chat template of an own image is Jinja: it may begin and end like an expression.
    const environment = {
      CHAT_TEMPLATE: `{% for m in messages %}"{{ m['content'] }}"\\n{% endfor %}`,
      SUM: '{% 1 + 1 %}',
      OPEN: '{% set x = 1 %}{{ x }}',
      CLOSED: 'x{% endif %}',
    };
    const unusual = deployment({ models: [{ ...MODEL, environment }] });
    const { calls } = await run({}, runDefinition(ARNS, unusual));
    expect(calls[0]).toMatchObject({ name: 'plan-run', event: { deployment: unusual } });
  });

  test('goes through its steps once, looks every pollIntervalSeconds and scores each shard', async () => {
    const { name, output, calls, called } = await run();
    expect(output).toEqual(RESULTS);
    expect(called).toEqual([
      'plan-run',
      'prepare-input',
      'start-transform',
      ...Array<string>(3).fill('check-transform'),
      ...Array<string>(3).fill('score-shard'),
      'summarize-run',
    ]);
    const eventsOf = (step: Name) =>
      calls.filter((call) => call.name === step).map((call) => call.event);
    expect(eventsOf('plan-run')).toMatchObject([
      {
        request: { prompt: 'Sum {article}' },
        deployment: deployment(),
        execution: {
          name,
          startTime: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        },
      },
    ]);
    expect(eventsOf('prepare-input')).toEqual([{ runId: 'nightly', part: 0 }]);
    expect(eventsOf('start-transform')).toEqual([{ runId: 'nightly', pass: 1, attempt: 1 }]);
    expect(eventsOf('score-shard')).toEqual(
      [0, 1, 2].map((shard) => ({ runId: 'nightly', pass: 1, shard })),
    );
    const looks = calls.filter(({ name }) => name === 'check-transform').map(({ at }) => at);
    expect(looks.map((at) => at - (looks[0] ?? 0))).toEqual([0, 20_000, 40_000]);
  });

  test.each<Name>(['plan-run', 'start-transform', 'check-transform', 'summarize-run'])(
    'that fails in %s cleans up and ends with that error and its sentence',
    async (name) => {
      const { calls, ...ended } = await run(
        fail(name, named('InvalidRunRequest', "field 'x' is 1")),
      );
      expect(ended).toMatchObject({
        status: 'FAILED',
        error: 'InvalidRunRequest',
        cause: "field 'x' is 1",
      });
      expect(calls.at(-1)).toMatchObject({
        name: 'stop-transform',
        event: { execution: { name: ended.name }, error: 'InvalidRunRequest' },
      });
    },
  );

  test.each<Name>(['prepare-input', 'score-shard'])(
    'goes on when a child crashes in %s: the next step misses its outcome and says so',
    async (name) => {
      const { status, called } = await run(fail(name, named('Runtime.OutOfMemory')));
      expect(status).toBe('SUCCEEDED');
      expect(called.at(-1)).toBe('summarize-run');
    },
  );

  test('that is a duplicate ends well with what the planner says of it, and does no more', async () => {
    const duplicate = {
      status: 'Duplicate',
      duplicateOf: 'nightly',
      message: 'later',
      links: { execution: 'https://x', results: 's3://x' },
    };
    const { status, output, called } = await run({ [ARNS['plan-run']]: () => duplicate });
    expect({ status, output, called }).toEqual({
      status: 'SUCCEEDED',
      output: duplicate,
      called: ['plan-run'],
    });
  });

  test('that cannot clean up reports its first error all the same', async () => {
    const { error, cause } = await run({
      ...fail('plan-run', named('DatasetNotFound', 'it is gone')),
      ...fail('stop-transform', named('AccessDenied', 'no')),
    });
    expect({ error, cause }).toEqual({ error: 'DatasetNotFound', cause: 'it is gone' });
  });

  test('waits for an instance: 1, 2, 4 and 8 minutes, then gives up', async () => {
    const { error, calls } = await run(
      fail('start-transform', named('TransformCapacityUnavailable', 'none free')),
    );
    const tries = calls
      .filter(({ name }) => name === 'start-transform')
      .map(({ at }) => at / 60_000);
    expect(tries.map((at, index) => at - (tries[index - 1] ?? at))).toEqual([0, 1, 2, 4, 8]);
    expect(error).toBe('TransformCapacityUnavailable');
  });
});
