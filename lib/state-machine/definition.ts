import { type Deployment } from '../../domain/run/deployment';
import { FIRST_ATTEMPT, FIRST_PASS } from '../../domain/run/passes';
import { type RunFunctionName } from '../constructs/run-functions';
import { childMap } from './child-map';
import { lambdaTask, type LambdaTarget, type State } from './lambda-task';
import { literal } from './literal';
import { CAPACITY } from './retry-policies';

/**
 * One part until data sets are split; the functions read S3 at once, so a few suffice.
 * Both figures stay far below Lambda's 1,000 concurrent executions of a new account's region.
 */
const PARTS_AT_ONCE = 10;
const SHARDS_AT_ONCE = 40;

const RUN_ID = '{% $runId %}';
/** The execution as the functions know it; the run's id is its name, made safe. */
const EXECUTION = {
  arn: '{% $states.context.Execution.Id %}',
  name: '{% $states.context.Execution.Name %}',
  startTime: '{% $states.context.Execution.StartTime %}',
};

type Targets = Readonly<Record<RunFunctionName, LambdaTarget>>;

const DEFAULTS = "Take the deployment's defaults";
const PLAN = 'Plan the run';
const IS_DUPLICATE = 'Is it a duplicate?';
const DUPLICATE = 'The run is a duplicate';
const PREPARE = 'Prepare the input';
const START = 'Start the transform job';
const WAIT = 'Wait for the transform job';
const CHECK = 'Check the transform job';
const IS_FINISHED = 'Is the transform job finished?';
const SCORE = 'Score the shards';
const SUMMARIZE = 'Summarize the run';
const CLEAN_UP = 'Clean up after a failure';
const FAILED = 'The run failed';

/** Every error goes the same way: it is kept, the job is stopped, and the run ends with it. */
const TO_CLEAN_UP: readonly State[] = [
  {
    ErrorEquals: ['States.ALL'],
    Assign: { failure: '{% $states.errorOutput %}' },
    Next: CLEAN_UP,
  },
];

/**
 * The state machine of a run, in JSONata. Input: `docs/execution-input.md`; output: the results in
 * small (`docs/results.md`), or the run that a duplicate would have repeated; error: the name of a
 * RunError, with a sentence for a person as cause.
 *
 * @param functionArns of the functions, by name
 * @param partition `aws`, `aws-cn`, ...
 */
export function runDefinition(
  functionArns: Readonly<Record<RunFunctionName, string>>,
  deployment: Deployment,
  partition = 'aws',
): State {
  const functions = Object.fromEntries(
    Object.entries(functionArns).map(([name, functionArn]) => [name, { functionArn, partition }]),
  ) as Targets;
  return {
    Comment: 'Prepares a data set, has a model answer it, scores the answers by ROUGE',
    QueryLanguage: 'JSONata',
    StartAt: DEFAULTS,
    States: {
      ...planning(functions, deployment),
      ...transforming(functions),
      ...scoring(functions),
      ...failing(functions),
    },
  };
}

function planning(functions: Targets, deployment: Deployment): Record<string, State> {
  return {
    [DEFAULTS]: {
      Type: 'Pass',
      Comment:
        'What the input leaves open is taken from its preset, then from runDefaults; {} runs just those.',
      Assign: { deployment: literal(deployment) },
      Next: PLAN,
    },
    [PLAN]: lambdaTask({
      comment: 'Checks the request, the data set and its columns before anything costs money.',
      target: functions['plan-run'],
      payload: {
        request: '{% $states.input %}',
        deployment: '{% $deployment %}',
        execution: EXECUTION,
      },
      catch: TO_CLEAN_UP,
      next: IS_DUPLICATE,
    }),
    [IS_DUPLICATE]: {
      Type: 'Choice',
      Choices: [{ Condition: "{% $states.input.status = 'Duplicate' %}", Next: DUPLICATE }],
      Default: PREPARE,
      // Of the default branch: a duplicate has none of these.
      Assign: {
        runId: '{% $states.input.runId %}',
        parts: '{% $states.input.parts %}',
        pollIntervalSeconds: '{% $states.input.pollIntervalSeconds %}',
      },
    },
    [DUPLICATE]: {
      Type: 'Succeed',
      Comment:
        'Another execution has its idempotency key: it did nothing, and its output names that run.',
    },
    [PREPARE]: childMap({
      comment: 'Cuts the data set into shards of JSON lines for the transform job.',
      label: 'PrepareInput',
      items: '{% $parts %}',
      itemSelector: { runId: RUN_ID, part: '{% $states.context.Map.Item.Value %}' },
      maxConcurrency: PARTS_AT_ONCE,
      task: {
        name: 'Prepare one part',
        comment:
          'Renders the prompts; records that cannot be submitted are kept with their reason.',
        target: functions['prepare-input'],
      },
      catch: TO_CLEAN_UP,
      next: START,
    }),
  };
}

function transforming(functions: Targets): Record<string, State> {
  return {
    [START]: lambdaTask({
      comment: 'Creates the SageMaker batch transform job; from here on the run costs money.',
      target: functions['start-transform'],
      payload: { runId: RUN_ID, pass: FIRST_PASS, attempt: FIRST_ATTEMPT },
      assign: {
        transformJobName: '{% $states.result.Payload.transformJobName %}',
        shards: '{% $states.result.Payload.shards %}',
      },
      retries: [CAPACITY],
      catch: TO_CLEAN_UP,
      next: WAIT,
    }),
    [WAIT]: {
      Type: 'Wait',
      Comment: "As long as the run's time limit allows within the 25,000 events of a history.",
      Seconds: '{% $pollIntervalSeconds %}',
      Next: CHECK,
    },
    [CHECK]: lambdaTask({
      comment: 'Looks at the job and counts the records that are answered.',
      target: functions['check-transform'],
      payload: { runId: RUN_ID, pass: FIRST_PASS, transformJobName: '{% $transformJobName %}' },
      catch: TO_CLEAN_UP,
      next: IS_FINISHED,
    }),
    [IS_FINISHED]: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.finished %}', Next: SCORE }],
      Default: WAIT,
    },
  };
}

function scoring(functions: Targets): Record<string, State> {
  return {
    [SCORE]: childMap({
      comment: 'Joins answers and references by id and scores them, shard by shard.',
      label: 'ScoreShards',
      // start-transform never lets a run without shards come here.
      items: '{% [0..$shards - 1] %}',
      itemSelector: {
        runId: RUN_ID,
        pass: FIRST_PASS,
        shard: '{% $states.context.Map.Item.Value %}',
      },
      maxConcurrency: SHARDS_AT_ONCE,
      task: {
        name: 'Score one shard',
        comment: 'Counts failed and missing records; writes predictions and scores.',
        target: functions['score-shard'],
      },
      catch: TO_CLEAN_UP,
      next: SUMMARIZE,
    }),
    [SUMMARIZE]: lambdaTask({
      comment: 'Adds the shards up, checks that no record was lost, writes results.json.',
      target: functions['summarize-run'],
      payload: { runId: RUN_ID, transformJobName: '{% $transformJobName %}' },
      catch: TO_CLEAN_UP,
    }),
  };
}

function failing(functions: Targets): Record<string, State> {
  return {
    [CLEAN_UP]: lambdaTask({
      comment: 'Stops the transform job and writes results.json with the reason.',
      target: functions['stop-transform'],
      payload: {
        execution: EXECUTION,
        error: '{% $failure.Error %}',
        cause: "{% $exists($failure.Cause) ? $failure.Cause : '' %}",
      },
      // The rule on ended executions tries again; the first error is the one to report.
      catch: [{ ErrorEquals: ['States.ALL'], Next: FAILED }],
      next: FAILED,
    }),
    [FAILED]: {
      Type: 'Fail',
      Comment: "The error's name says what to do; its cause is one sentence where there is one.",
      Error: '{% $failure.Error %}',
      // A function's error comes as JSON with errorMessage; everything else is text already.
      Cause:
        "{% ( $cause := $exists($failure.Cause) ? $failure.Cause : 'no cause given'; " +
        // Step Functions cuts a long cause, and cut JSON cannot be parsed.
        "$isJson := $substring($cause, 0, 1) = '{' and $substring($cause, -1) = '}'; " +
        '$message := $isJson ? $parse($cause).errorMessage; ' +
        '$exists($message) ? $message : $cause ) %}',
    },
  };
}
