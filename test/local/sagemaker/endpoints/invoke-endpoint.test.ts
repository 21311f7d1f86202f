import {
  InvokeEndpointCommand,
  ModelError,
  ModelNotReadyException,
  SageMakerRuntimeClient,
  ServiceUnavailable,
  ValidationError,
} from '@aws-sdk/client-sagemaker-runtime';
import { embeddedImages } from '../../../../local/embedded-images';
import { clientConfig } from '../../../../local/gateway/client-config';
import { until } from '../../../support/until';
import { ACCOUNT, REGION } from '../sagemaker-harness';
import { type EndpointsHarness, startEndpointsHarness, variant } from './endpoints-harness';

const MAX_BYTES = 6_291_456;

let harness: EndpointsHarness;

beforeAll(async () => {
  harness = await startEndpointsHarness();
  await harness.serve('texts');
});

afterAll(async () => harness.close());

const group = '/aws/sagemaker/Endpoints/texts';
const seeLogs = `See https://${REGION}.console.aws.amazon.com/cloudwatch/home?region=${REGION}#logEventViewer:group=${group} in account ${ACCOUNT} for more information.`;

describe('headers', () => {
  test('ContentType, Accept and CustomAttributes reach the container; nothing else of the request does', async () => {
    const answer = await harness.invoke('texts', 'HEADERS', {
      ContentType: 'application/json',
      Accept: 'application/json;verbose',
      CustomAttributes: 'trace=1',
      InferenceId: 'mine',
    });
    const seen = JSON.parse(Buffer.from(answer.Body).toString('utf8')) as Record<string, string>;
    expect(seen).toEqual({
      host: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string,
      connection: 'keep-alive',
      'content-length': '7',
      'content-type': 'application/json',
      accept: 'application/json;verbose',
      'x-amzn-sagemaker-custom-attributes': 'trace=1',
      'x-amzn-sagemaker-inference-id': 'mine',
    });
  });

  test('the answer names the variant', async () => {
    const { InvokedProductionVariant, CustomAttributes } = await harness.invoke('texts', 'x');
    expect(InvokedProductionVariant).toBe('AllTraffic');
    expect(CustomAttributes).toBeUndefined();
  });

  test.each([
    [{ TargetModel: 'a.tar.gz' }, 'does not support TargetModel'],
    [{ TargetContainerHostname: 'c' }, 'does not support TargetContainerHostname'],
    [{ InferenceComponentName: 'c' }, 'does not support InferenceComponentName'],
    [{ SessionId: 'NEW_SESSION' }, 'does not support SessionId'],
    [{ CustomAttributes: 'a'.repeat(1025) }, "Value at 'customAttributes' failed"],
    [{ TargetVariant: 'other' }, 'Variant other not found for endpoint texts'],
  ])('%j is refused by name', async (more, message) => {
    const refused = harness.invoke('texts', 'x', more);
    await expect(refused).rejects.toBeInstanceOf(ValidationError);
    await expect(refused).rejects.toThrow(message);
  });
});

describe('limits', () => {
  test('a body of 6 MiB passes both ways, bytes unchanged', async () => {
    const body = Buffer.alloc(MAX_BYTES - 2, 0xe9);
    const { Body } = await harness.invoke('texts', body);
    const answer = Buffer.from(Body);
    expect(answer).toHaveLength(MAX_BYTES);
    expect(answer.subarray(1, -1).equals(body)).toBe(true);
  });

  test('a longer request is refused before any container', async () => {
    await expect(harness.invoke('texts', Buffer.alloc(MAX_BYTES + 1))).rejects.toMatchObject({
      name: 'ValidationError',
      message:
        "1 validation error detected: Value at 'body' failed to satisfy constraint: Member must have length less than or equal to 6291456",
      $metadata: { httpStatusCode: 400 },
    });
  });

  test('a longer answer is a ModelError', async () => {
    await expect(harness.invoke('texts', Buffer.alloc(MAX_BYTES - 1))).rejects.toMatchObject({
      name: 'ModelError',
      OriginalStatusCode: 500,
      message: `Received server error (500) from primary and could not load the entire response body. ${seeLogs}`,
    });
  });
});

describe('errors by name', () => {
  test('an endpoint that does not exist', async () => {
    const refused = harness.invoke('nobody', 'x');
    await expect(refused).rejects.toBeInstanceOf(ValidationError);
    await expect(refused).rejects.toMatchObject({
      message: `Endpoint nobody of account ${ACCOUNT} not found.`,
      $metadata: { httpStatusCode: 400 },
    });
  });

  test.each([
    [400, 'client'],
    [413, 'client'],
    [500, 'server'],
    [507, 'server'],
  ])("the container's %i is a ModelError of the %s", async (status, side) => {
    const refused = harness.invoke('texts', `FAIL:${status}`);
    await expect(refused).rejects.toBeInstanceOf(ModelError);
    await expect(refused).rejects.toMatchObject({
      message: `Received ${side} error (${status}) from primary with message "refused: FAIL:${status}". ${seeLogs}`,
      OriginalStatusCode: status,
      OriginalMessage: `refused: FAIL:${status}`,
      LogStreamArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${group}`,
      $metadata: { httpStatusCode: 424 },
    });
  });

  test('a connection that is cut', async () => {
    await expect(harness.invoke('texts', 'DROP')).rejects.toMatchObject({
      name: 'ModelError',
      OriginalStatusCode: 0,
      OriginalMessage: 'Amazon SageMaker could not get a response from the primary endpoint.',
    });
  });

  test('a container that takes longer than its time', async () => {
    const slow = await startEndpointsHarness({ invocationTimeoutMs: 100 });
    await slow.serve('slow');
    await expect(slow.invoke('slow', 'HANG')).rejects.toMatchObject({
      name: 'ModelError',
      OriginalStatusCode: 0,
      OriginalMessage:
        'Your invocation timed out while waiting for a response from container primary. Review the latency metrics for each container in Amazon CloudWatch, resolve the issue, and try again.',
      $metadata: { httpStatusCode: 424 },
    });
    await slow.close();
  });

  test('a crash: the request is lost, and a new container answers the next ones', async () => {
    const crashing = await startEndpointsHarness();
    await crashing.serve('crashing');
    await expect(crashing.invoke('crashing', 'EXIT')).rejects.toMatchObject({
      name: 'ModelError',
      OriginalStatusCode: 0,
    });
    await crashing.until(() =>
      crashing.logs.some(({ message }) => message === 'The container ended with exit code 3'),
    );
    // Until it is there, InvokeEndpoint is not available.
    const answered = await until(async () =>
      crashing.answer('crashing', 'words').catch((error: unknown) => {
        if (error instanceof ServiceUnavailable) return undefined;
        throw error;
      }),
    );
    expect(answered).toBe('[words]');
    await crashing.close();
  });
});

describe('the echo model blames the platform', () => {
  let echo: EndpointsHarness;

  beforeAll(async () => {
    echo = await startEndpointsHarness({
      images: (uri) => embeddedImages(uri === 'fixture' ? 'embedded/echo:1' : uri),
    });
  });
  afterAll(async () => echo.close());

  beforeAll(async () => {
    const errors = [
      'ThrottlingException',
      'ModelNotReadyException',
      'ServiceUnavailable',
      'InternalFailure',
      'InternalDependencyException',
    ];
    const rules = [
      ...errors.map((error) => ({ action: 'platform', marker: error, error })),
      { action: 'grow', marker: 'LONG', bytes: MAX_BYTES },
      { action: 'platform', marker: 'once', error: 'ThrottlingException', times: 2 },
    ];
    await echo.createModel('echo', { ECHO_FAULTS: JSON.stringify({ rules }) }, 'embedded/echo:1');
    await echo.serve('echo', [variant({ ModelName: 'echo' })]);
  });

  const json = { ContentType: 'application/json' };
  const payload = (...texts: string[]): string => JSON.stringify({ text_inputs: texts });

  test.each([
    ['ThrottlingException', 400],
    ['ModelNotReadyException', 429],
    ['ServiceUnavailable', 503],
    ['InternalFailure', 500],
    ['InternalDependencyException', 530],
  ])('%s has status %i', async (name, httpStatusCode) => {
    await expect(echo.invoke('echo', payload(name), json)).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode },
    });
  });

  test('clients find the class of the error', async () => {
    await expect(
      echo.invoke('echo', payload('ModelNotReadyException'), json),
    ).rejects.toBeInstanceOf(ModelNotReadyException);
  });

  test('throttling has no message, and the SDK overcomes it by itself', async () => {
    const client = new SageMakerRuntimeClient(clientConfig(echo.endpoint, REGION));
    const command = new InvokeEndpointCommand({
      EndpointName: 'echo',
      Body: Buffer.from(payload('once')),
      ...json,
    });
    const { Body, $metadata } = await client.send(command);
    expect(Buffer.from(Body).toString('utf8')).toBe('[{"generated_texts":["once"]}]');
    expect($metadata.attempts).toBe(3);
    client.destroy();
  });

  test('an answer that grows too long', async () => {
    await expect(echo.invoke('echo', payload('LONG'), json)).rejects.toMatchObject({
      name: 'ModelError',
      message: expect.stringContaining('could not load the entire response body') as string,
    });
  });
});

describe('several variants and instances', () => {
  test('requests are shared by weight, exactly, unless one names its variant', async () => {
    await harness.serve('shared', [
      variant({ VariantName: 'a', InitialVariantWeight: 3 }),
      variant({ VariantName: 'b', InitialVariantWeight: 1 }),
    ]);
    const answered: unknown[] = [];
    for (let request = 0; request < 8; request += 1) {
      answered.push((await harness.invoke('shared', 'x')).InvokedProductionVariant);
    }
    expect(answered.filter((name) => name === 'a')).toHaveLength(6);
    expect(answered.filter((name) => name === 'b')).toHaveLength(2);
    const aimed = await harness.invoke('shared', 'x', { TargetVariant: 'b' });
    expect(aimed.InvokedProductionVariant).toBe('b');
  });

  test('20 requests at a time reach one container together', async () => {
    await harness.serve('busy');
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => harness.answer('busy', 'MEET:20')),
    );
    expect(answers).toEqual(Array(20).fill('peak 20'));
  });

  test('they are spread over the instances', async () => {
    await harness.serve('spread', [variant({ InitialInstanceCount: 2 })]);
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => harness.answer('spread', 'MEET:10')),
    );
    expect(answers).toEqual(Array(20).fill('peak 10'));
  });
});

test("the container's lines are in the endpoint's log group", () => {
  expect(harness.logs).toContainEqual({
    group,
    stream: expect.stringMatching(/^AllTraffic\/i-[0-9a-f]{16}$/) as string,
    message: expect.stringMatching(/^listening on \d+$/) as string,
  });
});
