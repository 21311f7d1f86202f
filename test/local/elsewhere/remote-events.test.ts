import { remoteEvents } from '../../../local/elsewhere/remote-events';
import { createEventBus } from '../../../local/events/event-bus';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';

const region = 'us-east-1';
const place = { region, accountId: '000000000000' };
const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:watcher';

let delivered: unknown[];
let gateway: Gateway;
beforeEach(async () => {
  delivered = [];
  const bus = createEventBus({
    ...place,
    findFunction: async () => undefined,
    sendToQueue: async () => undefined,
    asynchronous: {
      enqueue: (_, payload) => delivered.push(JSON.parse(payload)),
      drop: () => undefined,
      idle: async () => undefined,
    },
  });
  bus.rules.put({
    name: 'jobs',
    description: '',
    pattern: { source: ['aws.sagemaker'] },
    enabled: true,
  });
  bus.rules.putTargets('jobs', [{ Id: 'function', Arn: functionArn }]);
  gateway = await startGateway({ ...place, services: [bus] });
});
afterEach(() => gateway.close());

test('events of a service here reach the rules there, whole and in their order', async () => {
  const events = remoteEvents({ endpoint: gateway.endpoint, region });
  for (const status of ['InProgress', 'Stopping', 'Stopped']) {
    events.emit({
      source: 'aws.sagemaker',
      detailType: 'SageMaker Transform Job State Change',
      resources: ['arn:aws:sagemaker:us-east-1:000000000000:transform-job/j'],
      detail: { TransformJobStatus: status },
    });
  }
  await events.close();
  expect(delivered).toMatchObject(
    ['InProgress', 'Stopping', 'Stopped'].map((TransformJobStatus) => ({
      source: 'aws.sagemaker',
      'detail-type': 'SageMaker Transform Job State Change',
      resources: ['arn:aws:sagemaker:us-east-1:000000000000:transform-job/j'],
      detail: { TransformJobStatus },
    })),
  );
});

test('a bus that takes nothing costs one warning, and nobody who emits', async () => {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const { endpoint } = gateway;
  await gateway.close();
  const events = remoteEvents({ endpoint, region });
  const entry = { source: 'aws.sagemaker', detailType: 'T', resources: [], detail: {} };
  events.emit(entry);
  events.emit(entry);
  await events.close();
  expect(warn.mock.calls.map(([text]) => text)).toEqual([
    expect.stringMatching(
      /^Events are lost, of which this is the first: http:\/\/127\.0\.0\.1:\d+ did not take it: /,
    ),
  ]);
  warn.mockRestore();
});
