import { endedExecutionOf } from '../../../lambdas/stop-transform/ended-execution-of';
import { EXECUTION } from '../../support/run-fixtures';

const STARTED = Date.parse(EXECUTION.startTime);

/** As EventBridge sends it; source: Step Functions developer guide, "EventBridge event delivery". */
const ruleEvent = (detail: Record<string, unknown>) => ({
  version: '0',
  source: 'aws.states',
  'detail-type': 'Step Functions Execution Status Change',
  detail: {
    executionArn: EXECUTION.arn,
    stateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:pipeline',
    name: EXECUTION.name,
    startDate: STARTED,
    stopDate: STARTED + 1000,
    input: '{}',
    output: null,
    ...detail,
  },
});

test.each([
  {
    detail: { status: 'ABORTED', error: null, cause: null },
    status: 'Aborted',
    error: { name: 'ExecutionAborted', message: 'the execution was stopped' },
  },
  {
    detail: { status: 'ABORTED', error: 'Mine', cause: 'changed my mind' },
    status: 'Aborted',
    error: { name: 'Mine', message: 'changed my mind' },
  },
  {
    detail: { status: 'TIMED_OUT' },
    status: 'Failed',
    error: {
      name: 'States.Timeout',
      message: "the execution reached the state machine's time-out",
    },
  },
  {
    detail: { status: 'FAILED', error: 'DatasetNotFound', cause: '{"errorMessage": "it is gone"}' },
    status: 'Failed',
    error: { name: 'DatasetNotFound', message: 'it is gone' },
  },
  {
    detail: { status: 'FAILED' },
    status: 'Failed',
    error: { name: 'States.Runtime', message: 'the execution failed without an error' },
  },
])('the rule tells: $detail', ({ detail, status, error }) => {
  expect(endedExecutionOf(ruleEvent(detail))).toEqual({ execution: EXECUTION, status, error });
});

test.each([
  {
    cause: '{"errorMessage": "a sentence", "errorType": "X", "trace": []}',
    message: 'a sentence',
  },
  { cause: 'no JSON', message: 'no JSON' },
  { cause: '{"Output": 1}', message: '{"Output": 1}' },
  { cause: 'null', message: 'null' },
  { cause: '', message: '' },
])('the state machine tells: $cause', ({ cause, message }) => {
  expect(endedExecutionOf({ execution: EXECUTION, error: 'X', cause })).toEqual({
    execution: EXECUTION,
    status: 'Failed',
    error: { name: 'X', message },
  });
});

test.each([{}, ruleEvent({ status: 'SUCCEEDED' }), null])('refuses another event: %j', (event) => {
  expect(() => endedExecutionOf(event)).toThrow();
});
