import { AwsError } from '../../../../../local/gateway/aws-error';
import { Interpreter, LAMBDA_INVOKE, outputOf, states, typesOf } from '../../interpreter-harness';

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:direct';

it('invokes by lambda:invoke and gets the answer of the Invoke API', async () => {
  const interpreter = new Interpreter({ 'f:7': (event) => ({ got: event }) });
  const execution = await interpreter.run(
    states({
      Call: {
        Type: 'Task',
        Resource: LAMBDA_INVOKE,
        Arguments: {
          FunctionName: '{% $states.input.name %}',
          Payload: { n: '{% $states.input.n %}' },
        },
        End: true,
      },
    }),
    { name: 'f:7', n: 1 },
  );
  expect(outputOf(execution)).toMatchObject({
    ExecutedVersion: '7',
    Payload: { got: { n: 1 } },
    StatusCode: 200,
    SdkHttpMetadata: {
      HttpStatusCode: 200,
      HttpHeaders: { 'X-Amz-Executed-Version': '7' },
    },
  });
  expect(execution.history.events[2]).toMatchObject({
    type: 'TaskScheduled',
    taskScheduledEventDetails: {
      resourceType: 'lambda',
      resource: 'invoke',
      region: 'us-east-1',
      parameters: '{"FunctionName":"f:7","Payload":{"n":1}}',
    },
  });
});

it('sends {} when there is no Payload', async () => {
  const interpreter = new Interpreter({ f: () => null });
  await interpreter.run(
    states({
      Call: { Type: 'Task', Resource: LAMBDA_INVOKE, Arguments: { FunctionName: 'f' }, End: true },
    }),
  );
  expect(interpreter.calls[0]?.event).toEqual({});
});

it('calls a function ARN with the Arguments, else the input, and gets its bare answer', async () => {
  const interpreter = new Interpreter({ [FUNCTION_ARN]: (event) => [event] });
  const execution = await interpreter.run(
    states({
      Call: { Type: 'Task', Resource: FUNCTION_ARN, Next: 'Call again' },
      'Call again': {
        Type: 'Task',
        Resource: FUNCTION_ARN,
        Arguments: { was: '{% $states.input %}' },
        End: true,
      },
    }),
    { n: 1 },
  );
  expect(outputOf(execution)).toEqual([{ was: [{ n: 1 }] }]);
  expect(typesOf(execution).slice(1, 6)).toEqual([
    'TaskStateEntered',
    'LambdaFunctionScheduled',
    'LambdaFunctionStarted',
    'LambdaFunctionSucceeded',
    'TaskStateExited',
  ]);
});

it.each([
  [
    new AwsError('ResourceNotFoundException', 'Function not found: f', 404),
    'Lambda.ResourceNotFoundException',
    'Function not found: f (Service: Lambda, Status Code: 404, Request ID: ',
  ],
  [
    new AwsError('TooManyRequestsException', 'Rate exceeded', 429),
    'Lambda.TooManyRequestsException',
    'Rate exceeded',
  ],
  [
    new AwsError('AccessDeniedException', 'not authorized', 403),
    'Lambda.AWSLambdaException',
    'not authorized',
  ],
  [new Error('worker gone'), 'Lambda.Unknown', 'worker gone'],
])('reports %s of Lambda itself', async (rejection, error, cause) => {
  const interpreter = new Interpreter();
  interpreter.lambdaRejects = rejection;
  const execution = await interpreter.run(
    states({
      Call: { Type: 'Task', Resource: LAMBDA_INVOKE, Arguments: { FunctionName: 'f' }, End: true },
    }),
  );
  expect(execution.error).toBe(error);
  expect(execution.cause).toContain(cause);
  expect(typesOf(execution).slice(-2)).toEqual(['TaskFailed', 'ExecutionFailed']);
});

it('times out with States.Timeout and no cause, and drops the late answer', async () => {
  const interpreter = new Interpreter({ f: () => new Promise(() => undefined) });
  const execution = await interpreter.run(
    states({
      Call: {
        Type: 'Task',
        Resource: LAMBDA_INVOKE,
        Arguments: { FunctionName: 'f' },
        TimeoutSeconds: '{% $states.input.seconds %}',
        End: true,
      },
    }),
    { seconds: 7 },
  );
  expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout', cause: undefined });
  expect((execution.stopDate ?? 0) - execution.startDate).toBe(7000);
  expect(execution.history.events.at(-2)).toMatchObject({
    type: 'TaskTimedOut',
    taskTimedOutEventDetails: {
      error: 'States.Timeout',
      resourceType: 'lambda',
      resource: 'invoke',
    },
  });
});

it('needs a FunctionName', async () => {
  const execution = await new Interpreter().run(
    states({ Call: { Type: 'Task', Resource: LAMBDA_INVOKE, End: true } }),
    { no: 'name' },
  );
  expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  expect(execution.cause).toContain('need a FunctionName, but were {"no":"name"}');
});
