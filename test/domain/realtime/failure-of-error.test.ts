import {
  ModelError,
  ModelNotReadyException,
  SageMakerRuntimeServiceException,
} from '@aws-sdk/client-sagemaker-runtime';
import { failureOfError } from '../../../domain/realtime/failure-of-error';
import { InvokeFailure } from '../../../domain/realtime/invoke-failure';

const $metadata = {};

const service = (name: string, message = '', httpStatusCode = 400) =>
  new SageMakerRuntimeServiceException({
    name,
    message,
    $fault: 'client',
    $metadata: { httpStatusCode },
  });
const model = (OriginalStatusCode: number, OriginalMessage: string, message = 'Received ...') =>
  new ModelError({ message, OriginalStatusCode, OriginalMessage, $metadata });
const connection = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

test.each([
  [service('ThrottlingException'), 'Throttled', 'retry'],
  [new ModelNotReadyException({ message: 'wait', $metadata }), 'ModelNotReady', 'retry'],
  [service('ServiceUnavailable', '', 503), 'ServiceUnavailable', 'retry'],
  [service('InternalFailure', '', 500), 'ServiceUnavailable', 'retry'],
  [service('InternalDependencyException', '', 530), 'ServiceUnavailable', 'retry'],
  [service('UnknownError', '', 502), 'ServiceUnavailable', 'retry'],
  [connection('ECONNRESET'), 'ServiceUnavailable', 'retry'],
  [service('TimeoutError'), 'TimedOut', 'halve'],
  [model(400, 'bad text'), 'ContainerFailed', 'halve'],
  [model(500, 'CUDA out of memory'), 'ContainerFailed', 'halve'],
  [model(429, '{"error":"Model is overloaded"}'), 'Throttled', 'retry'],
  [model(503, 'No worker is available to serve request'), 'Throttled', 'retry'],
  [
    model(0, 'Your invocation timed out while waiting for a response from container primary.'),
    'TimedOut',
    'halve',
  ],
  [
    model(500, '', 'Received server error (500) and could not load the entire response body.'),
    'ReplyTooLarge',
    'halve',
  ],
  [model(0, 'could not get a response from the primary endpoint.'), 'ContainerLost', 'halve'],
  [model(500, '{"message": "Worker died."}'), 'ContainerLost', 'halve'],
  [
    service('ValidationError', 'Endpoint x of account 123456789012 not found.'),
    'EndpointGone',
    'stop',
  ],
  [service('ValidationException', 'Could not find endpoint "arn:x".'), 'EndpointGone', 'stop'],
  [service('ValidationError', '1 validation error detected'), 'RequestRefused', 'fail'],
  [service('UnknownError', 'too long', 413), 'RequestRefused', 'fail'],
  [service('AccessDeniedException', 'no', 403), 'CallRefused', 'stop'],
  [new TypeError('our fault'), 'CallRefused', 'stop'],
  ['no error at all', 'CallRefused', 'stop'],
])('%s is %s: %s', (error, name, remedy) => {
  const { name: found, remedy: helps } = failureOfError(error);
  expect({ found, helps }).toEqual({ found: name, helps: remedy });
});

test("a container's failure is told in its own words", () => {
  const said = (body: string, message?: string) =>
    failureOfError(model(400, body, message)).message;
  expect(said('{"code": 400, "type": "E", "message": "bad key"}')).toBe('bad key');
  expect(said('{"error":"inputs too long","error_type":"validation"}')).toBe('inputs too long');
  expect(said('Traceback ...')).toBe('Traceback ...');
  expect(said('[1]')).toBe('[1]');
  expect(said('', 'Received client error (400)')).toBe('Received client error (400)');
});

test('a throttling without a message says so; a long message is cut', () => {
  expect(failureOfError(service('ThrottlingException')).message).toBe(
    'ThrottlingException: the service gave no message',
  );
  expect(failureOfError(model(500, 'x'.repeat(9000))).message).toHaveLength(500);
});

test('what is told already stays as it is; what was thrown is kept as the cause', () => {
  const told = new InvokeFailure('TimedOut', 'told');
  expect(failureOfError(told)).toBe(told);
  const error = new Error('odd');
  expect(failureOfError(error).cause).toBe(error);
});
