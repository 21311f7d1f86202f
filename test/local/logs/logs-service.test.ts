import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientConfig } from '../../../local/gateway/client-config';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';
import { type LogsService, createLogsService } from '../../../local/logs/logs-service';

let dataDir: string;
let logs: LogsService;
let gateway: Gateway;
let client: CloudWatchLogsClient;

async function start(): Promise<void> {
  logs = createLogsService({ dataDir });
  gateway = await startGateway({
    services: [logs],
    region: 'us-east-1',
    accountId: '000000000000',
  });
  client = new CloudWatchLogsClient(clientConfig(gateway.endpoint, 'us-east-1'));
}
async function stop(): Promise<void> {
  client.destroy();
  await gateway.close();
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'logs-'));
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(dataDir, { recursive: true });
});

const logGroupName = '/aws/lambda/probe';
const messagesOf = (events: { message?: string }[] = []) => events.map(({ message }) => message);

test('what the sink takes can be read, first page first', async () => {
  ['a', 'b', 'c'].forEach((line, index) => {
    logs.write(logGroupName, 's/[1]', line, 1000 + index);
  });
  const read = (startFromHead: boolean, nextToken?: string) =>
    client.send(
      new GetLogEventsCommand({
        logGroupName,
        logStreamName: 's/[1]',
        limit: 2,
        startFromHead,
        nextToken,
      }),
    );
  const head = await read(true);
  expect(messagesOf(head.events)).toEqual(['a', 'b']);
  const rest = await read(true, head.nextForwardToken);
  expect(messagesOf(rest.events)).toEqual(['c']);
  const end = await read(true, rest.nextForwardToken);
  expect([end.events, end.nextForwardToken]).toEqual([[], rest.nextForwardToken]);
  const tail = await read(false);
  expect(messagesOf(tail.events)).toEqual(['b', 'c']);
  expect(messagesOf((await read(false, tail.nextBackwardToken)).events)).toEqual(['a']);
});

test('time bounds are half open', async () => {
  [1, 2, 3].forEach((time) => {
    logs.write(logGroupName, 's', String(time), time);
  });
  const { events } = await client.send(
    new GetLogEventsCommand({ logGroupName, logStreamName: 's', startTime: 2, endTime: 3 }),
  );
  expect(messagesOf(events)).toEqual(['2']);
});

test('a filter reads all streams of a prefix in the order of time, page by page', async () => {
  logs.write(logGroupName, 'day/1', 'ERROR one', 10);
  logs.write(logGroupName, 'day/2', 'ERROR two', 5);
  logs.write(logGroupName, 'day/1', 'fine', 11);
  logs.write(logGroupName, 'day/1', 'ERROR three', 12);
  logs.write(logGroupName, 'other', 'ERROR four', 1);
  const found: [string | undefined, string | undefined][] = [];
  const pages = paginateFilterLogEvents(
    { client, pageSize: 2 },
    { logGroupName, logStreamNamePrefix: 'day/', filterPattern: 'ERROR' },
  );
  for await (const { events = [] } of pages) {
    for (const { logStreamName, message } of events) found.push([logStreamName, message]);
  }
  expect(found).toEqual([
    ['day/2', 'ERROR two'],
    ['day/1', 'ERROR one'],
    ['day/1', 'ERROR three'],
  ]);
});

test('streams are listed by prefix, and by their last event', async () => {
  logs.write(logGroupName, 'a', 'x', 30);
  logs.write(logGroupName, 'b', 'x', 10);
  logs.write(logGroupName, 'b', 'x', 20);
  const list = async (options: object) => {
    const command = new DescribeLogStreamsCommand({ logGroupName, ...options });
    return ((await client.send(command)).logStreams ?? []).map((s) => s.logStreamName);
  };
  expect(await list({})).toEqual(['a', 'b']);
  expect(await list({ logStreamNamePrefix: 'b' })).toEqual(['b']);
  expect(await list({ orderBy: 'LastEventTime' })).toEqual(['b', 'a']);
  expect(await list({ orderBy: 'LastEventTime', descending: true })).toEqual(['a', 'b']);
});

test('a client can make groups and streams, and write to them', async () => {
  await client.send(new CreateLogGroupCommand({ logGroupName }));
  await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 's' }));
  const logEvents = [{ timestamp: 1, message: 'by hand' }];
  await client.send(new PutLogEventsCommand({ logGroupName, logStreamName: 's', logEvents }));
  const { events } = await client.send(
    new GetLogEventsCommand({ logGroupName, logStreamName: 's' }),
  );
  expect(events).toMatchObject(logEvents);
  await expect(client.send(new CreateLogGroupCommand({ logGroupName }))).rejects.toMatchObject({
    name: 'ResourceAlreadyExistsException',
  });
});

test('groups keep their retention, and survive a restart with their lines', async () => {
  logs.createLogGroup(logGroupName, { retentionInDays: 30 });
  logs.write(logGroupName, 's', 'before', 1);
  await stop();
  await start();
  logs.write(logGroupName, 's', 'after', 2);
  const { logGroups } = await client.send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/' }),
  );
  expect(logGroups).toMatchObject([{ logGroupName, retentionInDays: 30 }]);
  const { events } = await client.send(
    new GetLogEventsCommand({ logGroupName, logStreamName: 's' }),
  );
  expect(messagesOf(events)).toEqual(['before', 'after']);
});

test('a group that is not there is an error', async () => {
  await expect(
    client.send(new FilterLogEventsCommand({ logGroupName: 'nowhere' })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('groups and streams of long names keep them, and their lines, over a restart', async () => {
  const long = { logGroupName: '/ä'.repeat(60), logStreamName: 'é'.repeat(60) };
  logs.write(long.logGroupName, long.logStreamName, 'line', 1);
  await stop();
  await start();
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({}));
  expect(logGroups?.map((group) => group.logGroupName)).toEqual([long.logGroupName]);
  const { logStreams } = await client.send(new DescribeLogStreamsCommand(long));
  expect(logStreams?.map((stream) => stream.logStreamName)).toEqual([long.logStreamName]);
  const { events } = await client.send(new GetLogEventsCommand(long));
  expect(messagesOf(events)).toEqual(['line']);
});

test('a line that cannot be written is lost with one warning, and its writer goes on', () => {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  writeFileSync(join(dataDir, 'logs', 'blocked'), '');
  logs.write('blocked', 's', 'one');
  logs.write('blocked', 's', 'two');
  expect(warn.mock.calls).toEqual([[expect.stringMatching(/blocked s: .*EEXIST/)]]);
  warn.mockRestore();
});
