import { type Harness, startHarness } from './sagemaker-harness';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
});

afterAll(async () => harness.close());

const signed = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/sagemaker/aws4_request, SignedHeaders=host, Signature=0',
};

test.each([
  ['POST', '/endpoints/mine/invocations-response-stream'],
  ['POST', '/endpoints/mine/async-invocations'],
  ['GET', '/endpoints/mine/invocations'],
])('%s %s is refused by its path, in the form of the runtime', async (method, path) => {
  const body = method === 'POST' ? '{}' : undefined;
  const response = await fetch(harness.endpoint + path, { method, headers: signed, body });
  expect(response.status).toBe(400);
  expect(response.headers.get('x-amzn-errortype')).toBe('ValidationError');
  expect(await response.json()).toEqual({
    Message: `The embedded SageMaker does not support ${method} ${path}. Supported: POST /endpoints/NAME/invocations (InvokeEndpoint).`,
  });
});

test('an operation of the control plane that is not there is refused by its name', async () => {
  const response = await fetch(harness.endpoint, {
    method: 'POST',
    headers: { ...signed, 'x-amz-target': 'SageMaker.CreateTrainingJob' },
    body: '{}',
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    __type: 'UnknownOperationException',
    message: expect.stringContaining("'SageMaker.CreateTrainingJob'") as string,
  });
});
