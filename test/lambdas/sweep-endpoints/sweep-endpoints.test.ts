import {
  AddTagsCommand,
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import { SNSClient } from '@aws-sdk/client-sns';
import { LEASE_HOURS_TAG, LEASE_UNTIL_TAG } from '../../../domain/realtime/names';
import { DEPLOYMENT_TAG } from '../../../domain/run/names';
import { sweepEndpoints } from '../../../lambdas/sweep-endpoints/sweep-endpoints';
import { type EndpointHarness, startEndpointHarness } from '../invoke-batch/endpoint-harness';

const PREFIX = 'Mine';
const MINUTE = 60_000;

let harness: EndpointHarness;
/** What was published, by subject. */
let published: { Subject?: string | undefined; Message?: string | undefined }[];

beforeEach(async () => {
  harness = await startEndpointHarness();
  published = [];
  await harness.createEndpoint('others', 'embedded/echo:1');
  await harness.reached('others', 'IN_SERVICE');
});
afterEach(async () => harness.close());

/** An endpoint of the deployment, or with other tags and names something like it. */
async function createEndpoint(
  name: string,
  tags: Record<string, string> = { [LEASE_HOURS_TAG]: '2' },
  deployment: string | null = PREFIX,
): Promise<void> {
  const Tags = Object.entries({
    ...tags,
    ...(deployment === null ? {} : { [DEPLOYMENT_TAG]: deployment }),
  }).map(([Key, Value]) => ({ Key, Value }));
  await harness.sagemaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: name,
      ProductionVariants: [
        {
          VariantName: 'AllTraffic',
          ModelName: 'others',
          InstanceType: 'ml.m5.large',
          InitialInstanceCount: 1,
        },
      ],
    }),
  );
  await harness.sagemaker.send(
    new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name, Tags }),
  );
  await harness.reached(name, 'IN_SERVICE');
}

/** Sweeps so many minutes from now: a lease begins with its endpoint. */
async function sweep(minutes: number) {
  const sns = new SNSClient({ region: 'eu-west-1' });
  jest.spyOn(sns, 'send').mockImplementation(({ input }: { input: object }) => {
    published.push(input);
  });
  return sweepEndpoints({
    sagemaker: harness.sagemaker,
    sns,
    topicArn: 'arn:aws:sns:eu-west-1:123456789012:alarms',
    stackPrefix: PREFIX,
    warnMinutes: 30,
    now: () => new Date(Date.now() + minutes * MINUTE),
  });
}

async function endpoints(): Promise<string[]> {
  const { Endpoints = [] } = await harness.sagemaker.send(new ListEndpointsCommand({}));
  return Endpoints.filter(({ EndpointStatus }) => EndpointStatus !== 'Deleting')
    .map(({ EndpointName = '' }) => EndpointName)
    .sort();
}

async function configs(): Promise<string[]> {
  const { EndpointConfigs = [] } = await harness.sagemaker.send(new ListEndpointConfigsCommand({}));
  return EndpointConfigs.map(({ EndpointConfigName = '' }) => EndpointConfigName).sort();
}

const NAME = 'mine-endpoint-0123456789';

test('a lease that has just begun: nothing is done, nothing said', async () => {
  await createEndpoint(NAME);
  expect(await sweep(0)).toEqual({ looked: 1, deleted: [], warned: [], busy: [] });
  expect(published).toEqual([]);
  expect(await endpoints()).toEqual([NAME, 'others']);
});

test('before its end one message, and not another', async () => {
  await createEndpoint(NAME);
  expect(await sweep(89)).toMatchObject({ warned: [] });
  expect(await sweep(91)).toMatchObject({ warned: [NAME], deleted: [] });
  expect(await sweep(106)).toMatchObject({ warned: [], deleted: [] });
  expect(published).toHaveLength(1);
  expect(published[0]).toMatchObject({
    TopicArn: 'arn:aws:sns:eu-west-1:123456789012:alarms',
    Subject: expect.stringMatching(/^Endpoint's lease ends at [\d-]+ \d\d:\d\d UTC$/) as string,
    Message: expect.stringContaining('t2t endpoint extend --hours 4 --stack-prefix Mine') as string,
  });
  expect(await endpoints()).toEqual([NAME, 'others']);
});

test('a message that cannot be sent is sent by the next sweep', async () => {
  await createEndpoint(NAME);
  const sns = new SNSClient({ region: 'eu-west-1' });
  jest.spyOn(sns, 'send').mockRejectedValue(new Error('no topic') as never);
  const failed = sweepEndpoints({
    sagemaker: harness.sagemaker,
    sns,
    topicArn: 'arn',
    stackPrefix: PREFIX,
    warnMinutes: 30,
    now: () => new Date(Date.now() + 91 * MINUTE),
  });
  await expect(failed).rejects.toMatchObject({
    name: 'EndpointSweepIncomplete',
    message: `endpoints whose lease could not be seen to: ${NAME}: Error: no topic`,
  });
  expect(await sweep(92)).toMatchObject({ warned: [NAME] });
});

test('at its end endpoint and configuration are deleted, and nothing else', async () => {
  await createEndpoint(NAME);
  await createEndpoint('mine-endpoint-unleased', {});
  await createEndpoint('mine-endpoint-untagged', { [LEASE_HOURS_TAG]: '2' }, null);
  await createEndpoint('mine-endpoint-foreign', { [LEASE_HOURS_TAG]: '2' }, 'MINE');
  await createEndpoint('not-mine-endpoint-1', { [LEASE_HOURS_TAG]: '2' });
  const others = [
    'mine-endpoint-foreign',
    'mine-endpoint-unleased',
    'mine-endpoint-untagged',
    'not-mine-endpoint-1',
    'others',
  ];
  expect(await sweep(121)).toEqual({ looked: 2, deleted: [NAME], warned: [], busy: [] });
  expect(await endpoints()).toEqual(others);
  expect(await configs()).toEqual(others);
  const { Models = [] } = await harness.sagemaker.send(new ListModelsCommand({}));
  expect(Models.map(({ ModelName }) => ModelName)).toEqual(['others']);
  expect(published).toMatchObject([
    { Message: expect.stringContaining('t2t endpoint up --stack-prefix Mine') as string },
  ]);
  await harness.gone(NAME);
  expect(await sweep(136)).toMatchObject({ looked: 1, deleted: [] });
});

test('an extended lease counts, and is warned of again', async () => {
  await createEndpoint(NAME);
  await sweep(91);
  const end = new Date(Date.now() + 240 * MINUTE).toISOString();
  const { Endpoints = [] } = await harness.sagemaker.send(new ListEndpointsCommand({}));
  const arn = Endpoints.find(({ EndpointName }) => EndpointName === NAME)?.EndpointArn;
  const Tags = [{ Key: LEASE_UNTIL_TAG, Value: end }];
  await harness.sagemaker.send(new AddTagsCommand({ ResourceArn: arn, Tags }));
  expect(await sweep(121)).toMatchObject({ warned: [], deleted: [] });
  expect(await sweep(215)).toMatchObject({ warned: [NAME], deleted: [] });
  const tags = await harness.sagemaker.send(new ListTagsCommand({ ResourceArn: arn }));
  expect(tags.Tags).toContainEqual({ Key: 'text2text-batch:lease-warned', Value: end });
  expect(await sweep(241)).toMatchObject({ deleted: [NAME] });
});

test('a lease that nobody can read is an error, after the others had their turn', async () => {
  await createEndpoint('mine-endpoint-a', { [LEASE_HOURS_TAG]: 'two' });
  await createEndpoint('mine-endpoint-b');
  await expect(sweep(121)).rejects.toThrow('mine-endpoint-a: UnreadableLease: the tag');
  expect(await endpoints()).toEqual(['mine-endpoint-a', 'others']);
});

test('one that is being created is left to the next sweep', async () => {
  await harness.createEndpoint('slow', 'embedded/echo:1', { loadMilliseconds: 600_000 });
  await harness.sagemaker.send(
    new CreateEndpointCommand({
      EndpointName: 'mine-endpoint-slow',
      EndpointConfigName: 'slow',
      Tags: [
        { Key: LEASE_HOURS_TAG, Value: '1' },
        { Key: DEPLOYMENT_TAG, Value: PREFIX },
      ],
    }),
  );
  expect(await sweep(61)).toMatchObject({ busy: ['mine-endpoint-slow'], deleted: [] });
  expect(await endpoints()).toContain('mine-endpoint-slow');
});
