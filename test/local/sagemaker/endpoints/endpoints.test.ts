import {
  AddTagsCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  ListEndpointsCommand,
  ListTagsCommand,
  UpdateEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
} from '@aws-sdk/client-sagemaker';
import { ACCOUNT, BUCKET, REGION, ROLE } from '../sagemaker-harness';
import {
  type EndpointsHarness,
  listens,
  startEndpointsHarness,
  variant,
} from './endpoints-harness';

let harness: EndpointsHarness;

beforeAll(async () => {
  harness = await startEndpointsHarness();
  await harness.createModel('dying', { FIXTURE_EXIT: '1' });
});

afterAll(async () => harness.close());

const arnOf = (name: string): string => `arn:aws:sagemaker:${REGION}:${ACCOUNT}:endpoint/${name}`;
const inProgress = (name: string) => ({
  name: 'ValidationException',
  message: `Cannot update in-progress endpoint "${arnOf(name)}".`,
});

describe('CreateEndpoint', () => {
  test('Creating, then InService; the endpoint answers and is described', async () => {
    await harness.createConfig('first', [variant({ InitialVariantWeight: 2 })]);
    const { EndpointArn } = await harness.createEndpoint('first');
    expect(EndpointArn).toBe(arnOf('first'));
    const creating = await harness.describe('first');
    expect(creating).toMatchObject({ EndpointStatus: 'Creating', EndpointConfigName: 'first' });
    expect(creating.ProductionVariants).toBeUndefined();
    await harness.reached('first', 'IN_SERVICE');
    expect(await harness.answer('first', 'words')).toBe('[words]');
    expect(await harness.describe('first')).toMatchObject({
      EndpointName: 'first',
      EndpointArn,
      EndpointStatus: 'InService',
      ProductionVariants: [
        {
          VariantName: 'AllTraffic',
          DeployedImages: [{ SpecifiedImage: 'fixture' }],
          CurrentWeight: 2,
          DesiredWeight: 2,
          CurrentInstanceCount: 1,
          DesiredInstanceCount: 1,
        },
      ],
      CreationTime: expect.any(Date) as Date,
      LastModifiedTime: expect.any(Date) as Date,
    });
    expect(harness.statuses('first')).toEqual(['CREATING', 'IN_SERVICE']);
  });

  test('it needs neither its configuration nor its model any more', async () => {
    await harness.createModel('short-lived');
    await harness.serve('bereft', [variant({ ModelName: 'short-lived' })]);
    await harness.sagemaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: 'bereft' }));
    await harness.sagemaker.send(new DeleteModelCommand({ ModelName: 'short-lived' }));
    await expect(harness.invoke('bereft', 'EXIT')).rejects.toThrow('could not get a response');
    await harness.until(() => harness.ports('bereft').length === 2);
  });

  test('a container that ends before it is healthy fails the endpoint; only a deletion helps', async () => {
    await harness.createConfig('failed', [
      variant({ VariantName: 'good' }),
      variant({ VariantName: 'bad', ModelName: 'dying' }),
    ]);
    await harness.createEndpoint('failed');
    await harness.reached('failed', 'FAILED');
    expect(await harness.describe('failed')).toMatchObject({
      EndpointStatus: 'Failed',
      FailureReason:
        'The primary container for production variant bad did not pass the ping health check. Please check CloudWatch logs for this endpoint.',
    });
    expect(
      harness.logs.filter(({ group }) => group === '/aws/sagemaker/Endpoints/failed'),
    ).toContainEqual(
      expect.objectContaining({
        stream: expect.stringMatching(/^bad\/i-[0-9a-f]{16}$/) as string,
        message: 'cannot load the model',
      }),
    );
    for (const port of harness.ports('failed')) expect(await listens(port)).toBe(false);
    await expect(harness.invoke('failed', 'x')).rejects.toMatchObject({ name: 'ValidationError' });
    await expect(update('failed', 'failed')).rejects.toThrow(
      'DeleteEndpoint is the only operation that can be performed',
    );
    await harness.deleteEndpoint('failed');
  });

  test('an artefact that is gone, or none, is the FailureReason', async () => {
    await harness.put('broken.tar.gz', 'not an archive');
    await harness.service.call('CreateModel', {
      ModelName: 'broken',
      ExecutionRoleArn: ROLE,
      PrimaryContainer: { Image: 'fixture', ModelDataUrl: `s3://${BUCKET}/broken.tar.gz` },
    });
    await harness.createConfig('broken', [variant({ ModelName: 'broken' })]);
    await harness.createEndpoint('broken');
    await harness.reached('broken', 'FAILED');
    expect((await harness.describe('broken')).FailureReason).toMatch(
      /^Failed to extract model data archive from URL "s3:\/\/data-bucket\/broken.tar.gz"/,
    );
  });

  test('names: used once at a time, of a configuration that exists, of an endpoint that exists', async () => {
    await harness.serve('named');
    await expect(harness.createEndpoint('named')).rejects.toMatchObject({
      name: 'ValidationException',
      message: `Cannot create already existing endpoint "${arnOf('named')}".`,
    });
    await expect(harness.createEndpoint('other', 'nobody')).rejects.toMatchObject({
      name: 'ValidationException',
      message: `Could not find endpoint configuration "${arnOf('nobody').replace('endpoint/', 'endpoint-config/')}".`,
    });
    const missing = {
      name: 'ValidationException',
      message: `Could not find endpoint "${arnOf('nobody')}".`,
    };
    await expect(harness.describe('nobody')).rejects.toMatchObject(missing);
    await expect(harness.deleteEndpoint('nobody')).rejects.toMatchObject(missing);
  });

  test('tags: those of the request, and those that are added', async () => {
    await harness.serve('tagged');
    const Tags = [{ Key: 'lease', Value: '8' }];
    await harness.sagemaker.send(new AddTagsCommand({ ResourceArn: arnOf('tagged'), Tags }));
    const listed = await harness.sagemaker.send(
      new ListTagsCommand({ ResourceArn: arnOf('tagged') }),
    );
    expect(listed.Tags).toEqual(Tags);
  });
});

describe('UpdateEndpoint', () => {
  test('the new variants answer, and the old containers are gone', async () => {
    await harness.serve('updated');
    const before = harness.ports('updated');
    await harness.createModel('told', { GREETING: 'hello' });
    await harness.createConfig('updated-2', [variant({ VariantName: 'next', ModelName: 'told' })]);
    await update('updated', 'updated-2');
    await expect(update('updated', 'updated')).rejects.toMatchObject(inProgress('updated'));
    await expect(harness.deleteEndpoint('updated')).rejects.toMatchObject(inProgress('updated'));
    await harness.reached('updated', 'IN_SERVICE');
    expect(JSON.parse(await harness.answer('updated', 'ENV'))).toMatchObject({ GREETING: 'hello' });
    expect(await harness.describe('updated')).toMatchObject({
      EndpointConfigName: 'updated-2',
      ProductionVariants: [{ VariantName: 'next' }],
    });
    for (const port of before) expect(await listens(port)).toBe(false);
    expect(harness.statuses('updated').slice(-2)).toEqual(['UPDATING', 'IN_SERVICE']);
  });

  test('if the new one does not start, the old one goes on, and the reason is told', async () => {
    await harness.serve('kept');
    await harness.createConfig('kept-2', [variant({ ModelName: 'dying' })]);
    await update('kept', 'kept-2');
    await harness.reached('kept', 'IN_SERVICE');
    expect(harness.statuses('kept')).toEqual([
      'CREATING',
      'IN_SERVICE',
      'UPDATING',
      'ROLLING_BACK',
      'IN_SERVICE',
    ]);
    expect(await harness.describe('kept')).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: 'kept',
      FailureReason: expect.stringContaining('did not pass the ping health check') as string,
    });
    expect(await harness.answer('kept', 'words')).toBe('[words]');
  });

  test('under load no request is lost', async () => {
    await harness.serve('loaded');
    await harness.createConfig('loaded-2');
    const answers: Promise<string>[] = [];
    const send = (): void => {
      answers.push(harness.answer('loaded', `text ${answers.length}`));
    };
    // One that the old container holds until the update is under way.
    const held = harness.answer('loaded', 'AFTER:release');
    send();
    await update('loaded', 'loaded-2');
    await harness.until(() => {
      send();
      return harness.ports('loaded').length === 2;
    });
    const [oldPort = 0] = harness.ports('loaded');
    while ((await harness.describe('loaded')).EndpointConfigName === 'loaded') send();
    send();
    expect((await harness.describe('loaded')).EndpointStatus).toBe('Updating');
    await fetch(`http://127.0.0.1:${oldPort}/invocations`, {
      method: 'POST',
      body: 'WORD:release',
    });
    expect(await held).toBe('[AFTER:release]');
    await harness.reached('loaded', 'IN_SERVICE');
    const texts = await Promise.all(answers);
    expect(texts).toEqual(texts.map((_, index) => `[text ${index}]`));
    expect(await listens(oldPort)).toBe(false);
  });

  test('RetainAllVariantProperties keeps counts and weights', async () => {
    await harness.serve('retained');
    await scale('retained', { DesiredInstanceCount: 2, DesiredWeight: 3 });
    await harness.createConfig('retained-2');
    await update('retained', 'retained-2', { RetainAllVariantProperties: true });
    await harness.reached('retained', 'IN_SERVICE');
    expect((await harness.describe('retained')).ProductionVariants).toMatchObject([
      { CurrentInstanceCount: 2, CurrentWeight: 3 },
    ]);
    await harness.createConfig('retained-3');
    await update('retained', 'retained-3', {
      RetainAllVariantProperties: true,
      ExcludeRetainedVariantProperties: [{ VariantPropertyType: 'DesiredInstanceCount' }],
    });
    await harness.reached('retained', 'IN_SERVICE');
    expect((await harness.describe('retained')).ProductionVariants).toMatchObject([
      { CurrentInstanceCount: 1, CurrentWeight: 3 },
    ]);
  });
});

describe('UpdateEndpointWeightsAndCapacities', () => {
  test('instances come and go', async () => {
    await harness.serve('scaled');
    await scale('scaled', { DesiredInstanceCount: 3 });
    const ports = harness.ports('scaled');
    expect(ports).toHaveLength(3);
    for (const port of ports) expect(await listens(port)).toBe(true);
    await scale('scaled', { DesiredInstanceCount: 1 });
    expect(await Promise.all(ports.map(listens))).toEqual([true, false, false]);
    expect((await harness.describe('scaled')).ProductionVariants).toMatchObject([
      { CurrentInstanceCount: 1, DesiredInstanceCount: 1, CurrentWeight: 1 },
    ]);
  });

  test('a variant that the endpoint does not have', async () => {
    await harness.serve('strange');
    await expect(scale('strange', { VariantName: 'other' })).rejects.toThrow(
      `Could not find production variant "other" of endpoint "${arnOf('strange')}".`,
    );
  });
});

describe('DeleteEndpoint', () => {
  test('cuts the requests under way, leaves no process and frees the name', async () => {
    await harness.serve('deleted');
    const [port = 0] = harness.ports('deleted');
    const hanging = harness.invoke('deleted', 'HANG');
    const failed = expect(hanging).rejects.toMatchObject({ name: 'ModelError' });
    await harness.until(() =>
      harness.logs.some(
        ({ group, message }) => group.endsWith('/deleted') && message === 'invoked: HANG',
      ),
    );
    await harness.deleteEndpoint('deleted');
    await failed;
    await harness.service.hosting.endpoints.settled('deleted');
    expect(await listens(port)).toBe(false);
    await expect(harness.describe('deleted')).rejects.toThrow('Could not find endpoint');
    await harness.createEndpoint('deleted');
    await harness.reached('deleted', 'IN_SERVICE');
  });

  test('is refused while the endpoint is created', async () => {
    await harness.createModel('slow', { FIXTURE_PING: 'never' });
    await harness.createConfig('starting', [variant({ ModelName: 'slow' })]);
    await harness.createEndpoint('starting');
    await expect(harness.deleteEndpoint('starting')).rejects.toMatchObject(inProgress('starting'));
    await expect(harness.invoke('starting', 'x')).rejects.toMatchObject({
      name: 'ValidationError',
      message: `Endpoint starting of account ${ACCOUNT} not found.`,
    });
  });
});

test('endpoints are listed by status', async () => {
  await harness.serve('listed');
  const { Endpoints } = await harness.sagemaker.send(
    new ListEndpointsCommand({ StatusEquals: 'InService', NameContains: 'listed' }),
  );
  expect(Endpoints).toMatchObject([
    { EndpointName: 'listed', EndpointArn: arnOf('listed'), EndpointStatus: 'InService' },
  ]);
});

test('closing the service ends all containers, those that are starting, too', async () => {
  const other = await startEndpointsHarness();
  await other.createModel('slow', { FIXTURE_PING: 'never' });
  await other.serve('serving', [variant({ InitialInstanceCount: 2 })]);
  await other.createConfig('starting', [variant({ ModelName: 'slow' })]);
  await other.createEndpoint('starting');
  await other.until(() => other.ports('starting').length === 1);
  await other.close();
  const ports = [...other.ports('serving'), ...other.ports('starting')];
  expect(ports).toHaveLength(3);
  expect(await Promise.all(ports.map(listens))).toEqual([false, false, false]);
});

async function update(name: string, configName: string, more: object = {}): Promise<void> {
  await harness.sagemaker.send(
    new UpdateEndpointCommand({ EndpointName: name, EndpointConfigName: configName, ...more }),
  );
}

async function scale(name: string, change: object): Promise<void> {
  const DesiredWeightsAndCapacities = [{ VariantName: 'AllTraffic', ...change }];
  await harness.sagemaker.send(
    new UpdateEndpointWeightsAndCapacitiesCommand({
      EndpointName: name,
      DesiredWeightsAndCapacities,
    }),
  );
  await harness.reached(name, 'IN_SERVICE');
}
