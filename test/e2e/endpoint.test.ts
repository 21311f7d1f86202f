import {
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  AddTagsCommand,
  DescribeEndpointCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelsCommand,
} from '@aws-sdk/client-sagemaker';
import { stackOutputs } from '../../cli/aws/deployment';
import { createEndpointClients, destroyEndpointClients } from '../../cli/endpoint/clients';
import {
  down,
  type EndpointSession,
  extend,
  showStatus,
  up,
} from '../../cli/endpoint/endpoint-command';
import { type StatusReport } from '../../cli/endpoint/status-report';
import { invoke } from '../../cli/invoke/invoke-command';
import { createRealtimeClients, destroyClients } from '../../cli/realtime/clients';
import { LEASE_UNTIL_TAG } from '../../domain/realtime/names';
import { clientConfig } from '../../local/gateway/client-config';
import { invokeFunction } from '../support/invoke-function';
import { ManualClock } from '../support/manual-clock';
import { until } from '../support/until';
import { type Application, startApplication } from './support/application';
import { withEndpoint } from './support/endpoint-config';
import { LIST_PAYLOAD, LIST_PAYLOAD_FILE } from '../clients/list-payload';

const PREFIX = 'Text2TextBatch';
const MINUTE = 60_000;

/** The endpoint of the embedded T5 and its lease, deployed: time is the Scheduler's, all else is real. */
describe('the deployed endpoint', () => {
  const clock = new ManualClock(Date.parse('2026-11-24T01:50:00Z'));
  let application: Application;
  let session: EndpointSession;
  let outputs: Readonly<Record<string, string>>;
  let name: string;

  beforeAll(async () => {
    const notifications = { runEmails: [], alarmEmails: ['oncall@example.com'] };
    application = await startApplication((config) => withEndpoint()({ ...config, notifications }), {
      schedulerClock: clock,
    });
    const { endpoint, region } = application.aws;
    const clients = createEndpointClients(clientConfig(endpoint, region));
    session = { clients, now: () => new Date() };
    outputs = await stackOutputs(clients.cloudFormation, `${PREFIX}-Endpoint`, '');
    name = outputs.EndpointName ?? '';
  });
  afterAll(async () => {
    destroyEndpointClients(session.clients);
    await application.close();
  });

  /** What a command writes to stdout. */
  async function stdout(work: () => Promise<void>): Promise<string> {
    let text = '';
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      text += String(chunk);
      return true;
    });
    try {
      await work();
    } finally {
      jest.restoreAllMocks();
    }
    return text;
  }
  const options = { stackPrefix: PREFIX, format: 'json' } as const;
  const status = async (work = showStatus) =>
    JSON.parse(await stdout(() => work(options, session))) as StatusReport;
  const askFunction = (payload: unknown) =>
    invokeFunction(application.aws.endpoint, outputs.InvokeBatchFunctionName ?? '', payload);

  /** What SageMaker has: endpoints and configurations by name, and how many models. */
  async function hosting() {
    const { sagemaker } = application;
    const { Endpoints = [] } = await sagemaker.send(new ListEndpointsCommand({}));
    const { EndpointConfigs = [] } = await sagemaker.send(new ListEndpointConfigsCommand({}));
    const { Models = [] } = await sagemaker.send(new ListModelsCommand({}));
    return {
      endpoints: Endpoints.map(({ EndpointName }) => EndpointName),
      configs: EndpointConfigs.map(({ EndpointConfigName }) => EndpointConfigName),
      models: Models.length,
    };
  }

  it('answers the ten texts of the list payload, the same by invoke-batch and t2t invoke', async () => {
    const { isError, payload } = await askFunction(LIST_PAYLOAD);
    expect({ isError, payload }).toMatchObject({
      isError: false,
      payload: { counts: { requested: 10, answered: 10, failed: 0 } },
    });
    const { results } = payload as { results: { generated_texts: string[] }[] };
    expect(results.map(({ generated_texts: [text] }) => text)).toEqual(
      LIST_PAYLOAD.text_inputs.map(() => expect.stringMatching(/\w/) as string),
    );
    const clients = createRealtimeClients(
      clientConfig(application.aws.endpoint, application.aws.region),
    );
    const printed = await stdout(() =>
      invoke({ endpoint: name, input: LIST_PAYLOAD_FILE, parameters: {}, format: 'json' }, clients),
    );
    destroyClients(clients);
    expect((JSON.parse(printed) as { results: unknown }).results).toEqual(results);
  });

  it('refuses bad input with the field named', async () => {
    expect(await askFunction({ text_inputs: ['x'], num_beam: 2 })).toMatchObject({
      isError: true,
      payload: {
        errorType: 'InvalidInvokeRequest',
        errorMessage: expect.stringContaining("unknown field 'num_beam'") as string,
      },
    });
  });

  it('has the lease of the config; status tells it, and the cost', async () => {
    const report = await status();
    expect(report).toMatchObject({
      endpointName: name,
      status: 'InService',
      instances: 1,
      instanceType: 'ml.m5.xlarge',
      usdPerHour: 0.23,
    });
    const created = await application.sagemaker.send(
      new DescribeEndpointCommand({ EndpointName: name }),
    );
    expect(Date.parse(report.leaseUntil ?? '') - (created.CreationTime?.getTime() ?? 0)).toBe(
      8 * 60 * MINUTE,
    );
  });

  it('is kept longer by extend', async () => {
    const before = await status();
    const after = await status(extend);
    expect(Date.parse(after.leaseUntil ?? '') - Date.parse(before.leaseUntil ?? '')).toBe(
      8 * 60 * MINUTE,
    );
  });

  it('is deleted by the sweeper when its lease is over, with its configuration and nothing else', async () => {
    const { models } = await hosting();
    await endLease();
    await clock.advance(15 * MINUTE);
    await application.aws.idle();
    await until(async () => ((await hosting()).endpoints.length === 0 ? true : undefined));
    expect(await hosting()).toEqual({ endpoints: [], configs: [], models });
    expect(await mails()).toEqual([
      expect.stringContaining(`The endpoint ${name} and its configuration were deleted`),
    ]);
    expect(await status()).toMatchObject({ status: 'Absent', instances: 0, leaseUntil: null });
    expect(await askFunction(LIST_PAYLOAD)).toMatchObject({
      isError: true,
      payload: { errorType: 'EndpointUnavailable' },
    });
  });

  it('is made again by up, under its name, with its scaling', async () => {
    expect(await status(up)).toMatchObject({ endpointName: name, status: 'InService' });
    expect(await hosting()).toMatchObject({ endpoints: [name], configs: [name] });
    const { autoScaling } = session.clients;
    const ServiceNamespace = 'sagemaker';
    const targets = await autoScaling.send(
      new DescribeScalableTargetsCommand({ ServiceNamespace }),
    );
    expect(targets.ScalableTargets).toMatchObject([
      { ResourceId: `endpoint/${name}/variant/AllTraffic`, MinCapacity: 1, MaxCapacity: 2 },
    ]);
    const policies = await autoScaling.send(
      new DescribeScalingPoliciesCommand({ ServiceNamespace }),
    );
    expect(policies.ScalingPolicies).toHaveLength(1);
    expect(await askFunction(LIST_PAYLOAD)).toMatchObject({ isError: false });
    // Once more changes nothing.
    expect(await status(up)).toMatchObject({ status: 'InService' });
  });

  it('is given back by down, which asks a person first', async () => {
    const remove = (yes: boolean) => down({ stackPrefix: PREFIX, yes }, session, undefined);
    await expect(remove(false)).rejects.toThrow('nobody is here to confirm; add --yes');
    await stdout(() => remove(true));
    expect(await hosting()).toMatchObject({ endpoints: [], configs: [] });
    await expect(stdout(() => extend(options, session))).rejects.toThrow(
      `there is no endpoint '${name}' to extend: make it by \`t2t endpoint up\``,
    );
  });

  /** As if its hours had gone by. */
  async function endLease(): Promise<void> {
    const { EndpointArn } = await application.sagemaker.send(
      new DescribeEndpointCommand({ EndpointName: name }),
    );
    const Tags = [{ Key: LEASE_UNTIL_TAG, Value: new Date(Date.now() - 1).toISOString() }];
    await application.sagemaker.send(new AddTagsCommand({ ResourceArn: EndpointArn, Tags }));
  }

  /** Messages to the alarm topic: one line in the topic's log group for each. */
  async function mails(): Promise<string[]> {
    const topics = application.aws.sns.topics.all();
    const topic = topics.find(({ name: each }) => each.includes('AlarmMessages'));
    const client = new CloudWatchLogsClient(
      clientConfig(application.aws.endpoint, application.aws.region),
    );
    const { events = [] } = await client.send(
      new FilterLogEventsCommand({ logGroupName: `/aws/sns/${topic?.name ?? ''}` }),
    );
    client.destroy();
    return events.map(({ message = '' }) => message);
  }
});
