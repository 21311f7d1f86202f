import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { connect } from 'node:net';
import { EventEmitter, once } from 'node:events';
import { AwsError } from '../../../local/gateway/aws-error';
import { jsonService } from '../../../local/gateway/aws-json';
import { clientConfig } from '../../../local/gateway/client-config';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';
import { PortInUse } from '../../../local/gateway/port-in-use';
import { type AwsService, type RequestContext } from '../../../local/gateway/service';

const seen: RequestContext[] = [];
let closed = 0;

/** Answers with its own name. */
function echo(signingName: string): AwsService {
  return {
    signingName,
    handle: async (_request, response, context) => {
      seen.push(context);
      response.end(signingName);
    },
    close: async () => {
      closed++;
    },
  };
}

const failing: AwsService = {
  signingName: 'lambda',
  handle: (request, response) => {
    if (request.url === '/half') response.write('half');
    return Promise.reject(new Error('out of order'));
  },
  close: async () => undefined,
};

const states = jsonService({
  signingName: 'states',
  targetPrefix: 'AWSStepFunctions',
  version: '1.0',
  operations: {
    ListStateMachines: async () => ({ stateMachines: [] }),
    DescribeExecution: () => Promise.reject(new AwsError('ExecutionDoesNotExist', 'none')),
  },
});

const options = { region: 'eu-central-1', accountId: '123456789012' };
let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({
    services: [echo('s3'), echo('sagemaker'), failing, states],
    ...options,
  });
});
afterAll(() => gateway.close());

const signedFor = (service: string, region = 'us-west-2') => ({
  authorization:
    `AWS4-HMAC-SHA256 Credential=AKID/20260131/${region}/${service}/aws4_request, ` +
    'SignedHeaders=host, Signature=0',
});

const call = (path: string, headers: Record<string, string> = {}) =>
  fetch(gateway.endpoint + path, { headers });

test('a request goes to the service that it was signed for', async () => {
  expect(await (await call('/', signedFor('sagemaker'))).text()).toBe('sagemaker');
});

test('a presigned request goes to the service of its query', async () => {
  const answer = await call(
    '/x?X-Amz-Credential=AKID%2F20260131%2Fus-east-1%2Fsagemaker%2Faws4_request',
  );
  expect(await answer.text()).toBe('sagemaker');
});

test('an unsigned request goes to S3', async () => {
  expect(await (await call('/bucket/key')).text()).toBe('s3');
});

test('the service learns who calls, from which region', async () => {
  await call('/', signedFor('s3', 'ap-south-1'));
  expect(seen.at(-1)).toMatchObject({
    accessKeyId: 'AKID',
    region: 'ap-south-1',
    accountId: '123456789012',
  });
});

test('a request that names no region is of the gateway’s', async () => {
  await call('/');
  expect(seen.at(-1)).toMatchObject({ accessKeyId: undefined, region: 'eu-central-1' });
});

test('each request has an id of its own', async () => {
  await call('/');
  await call('/');
  const [a, b] = seen.slice(-2);
  expect(a?.requestId).not.toBe(b?.requestId);
});

test('a service that is not here is refused by its name', async () => {
  const answer = await call('/', signedFor('dynamodb'));
  expect([answer.status, await answer.json()]).toEqual([
    501,
    {
      __type: 'UnknownService',
      message: expect.stringMatching(/'dynamodb'.*s3, sagemaker, lambda, states/) as string,
    },
  ]);
});

test('a client of the query protocol reads the refusal as XML', async () => {
  const answer = await fetch(gateway.endpoint, {
    method: 'POST',
    headers: signedFor('sts'),
    body: new URLSearchParams({ Action: 'GetCallerIdentity' }),
  });
  expect(await answer.text()).toMatch(/<Code>UnknownService<\/Code><Message>.*'sts'/);
});

test('an unsigned request where there is no S3 is refused', async () => {
  const alone = await startGateway({ services: [echo('states')], ...options });
  const answer = await fetch(alone.endpoint);
  expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([
    403,
    'MissingAuthenticationToken',
  ]);
  await alone.close();
});

test('a failing service is an InternalFailure, and the server goes on', async () => {
  const answer = await call('/', signedFor('lambda'));
  expect([answer.status, await answer.json()]).toMatchObject([500, { __type: 'InternalFailure' }]);
  expect((await call('/')).status).toBe(200);
});

test('a service that fails within its answer cuts the connection', async () => {
  await expect(
    call('/half', signedFor('lambda')).then((answer) => answer.text()),
  ).rejects.toThrow();
  expect((await call('/')).status).toBe(200);
});

describe('an AWS JSON service behind it', () => {
  const client = () => new SFNClient(clientConfig(gateway.endpoint, 'eu-central-1'));

  test('answers a real client', async () => {
    expect((await client().send(new ListStateMachinesCommand({}))).stateMachines).toEqual([]);
  });

  test.each([
    ['AWSStepFunctions.DescribeExecution', '{}', 'ExecutionDoesNotExist'],
    ['AWSStepFunctions.Nothing', '{}', 'UnknownOperationException'],
    ['Other.ListStateMachines', '{}', 'UnknownOperationException'],
    ['AWSStepFunctions.ListStateMachines', '{', 'SerializationException'],
    ['AWSStepFunctions.ListStateMachines', '[]', 'SerializationException'],
  ])('%s with %s is %s', async (target, body, code) => {
    const headers = { ...signedFor('states'), 'x-amz-target': target };
    const answer = await fetch(gateway.endpoint, { method: 'POST', headers, body });
    expect([answer.status, await answer.json()]).toMatchObject([400, { __type: code }]);
  });
});

test('two services of one name are a mistake', async () => {
  await expect(startGateway({ services: [echo('s3'), echo('s3')], ...options })).rejects.toThrow(
    /'s3'/,
  );
});

test('a port that is taken is an error', async () => {
  await expect(startGateway({ services: [], port: gateway.port, ...options })).rejects.toThrow(
    PortInUse,
  );
});

test('close ends idle connections at once and closes the services, once', async () => {
  const own = await startGateway({ services: [echo('s3')], ...options });
  const socket = connect(own.port, '127.0.0.1');
  await once(socket, 'connect');
  const ended = once(socket, 'close');
  const before = closed;
  await Promise.all([own.close(), own.close()]);
  await ended;
  expect(closed).toBe(before + 1);
});

test('services close in their order, one after the other, while the later ones answer', async () => {
  const order: string[] = [];
  const own: Gateway = await startGateway({
    services: [
      {
        ...echo('states'),
        close: async () => {
          const headers = signedFor('s3');
          order.push(await (await fetch(own.endpoint, { headers })).text());
          order.push('states closed');
        },
      },
      {
        ...echo('s3'),
        close: async () => {
          const answer = await fetch(own.endpoint, { headers: signedFor('states') });
          order.push(String(answer.status), 's3 closed');
        },
      },
    ],
    ...options,
  });
  await own.close();
  expect(order).toEqual(['s3', 'states closed', '503', 's3 closed']);
});

test('a request that stalls does not hold up the close of its service', async () => {
  const requests = new EventEmitter();
  let cut: Promise<unknown> | undefined;
  const own = await startGateway({
    services: [
      {
        ...echo('s3'),
        handle: async (request) => {
          cut = once(request.socket, 'close');
          requests.emit('arrived');
          await cut;
        },
        close: async () => {
          await cut;
        },
      },
    ],
    ...options,
  });
  const arrived = once(requests, 'arrived');
  const answer = expect(fetch(own.endpoint)).rejects.toThrow();
  await arrived;
  await own.close();
  await answer;
});

test('a service that fails to close is told of when the others are closed', async () => {
  const broken = { ...echo('states'), close: () => Promise.reject(new Error('stuck')) };
  const own = await startGateway({ services: [broken, echo('s3')], ...options });
  const before = closed;
  await expect(own.close()).rejects.toThrow(/stuck/);
  expect(closed).toBe(before + 1);
  await expect(fetch(own.endpoint)).rejects.toThrow();
});
