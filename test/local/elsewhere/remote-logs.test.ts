import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { remoteLogs } from '../../../local/elsewhere/remote-logs';
import { clientConfig } from '../../../local/gateway/client-config';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';
import { until } from '../../support/until';
import { createLogsService } from '../../../local/logs/logs-service';

const region = 'us-east-1';
const dataDir = mkdtempSync(join(tmpdir(), 'remote-logs-'));
let gateway: Gateway;
let client: CloudWatchLogsClient;
beforeAll(async () => {
  const services = [createLogsService({ dataDir })];
  gateway = await startGateway({ region, accountId: '000000000000', services });
  client = new CloudWatchLogsClient(clientConfig(gateway.endpoint, region));
});
afterAll(async () => {
  client.destroy();
  await gateway.close();
  rmSync(dataDir, { recursive: true });
});

async function messagesOf(logGroupName: string, logStreamName: string): Promise<unknown[]> {
  const { events = [] } = await client.send(
    new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true }),
  );
  return events.map(({ message }) => message);
}

test('lines written here are read there, of each stream in their order', async () => {
  const logs = remoteLogs({ endpoint: gateway.endpoint, region });
  const now = Date.now();
  for (let line = 0; line < 1200; line += 1) {
    logs.write('/aws/sagemaker/TransformJobs', line % 2 ? 'odd' : 'even', `line ${line}`, now);
  }
  await logs.close();
  const even = Array.from({ length: 600 }, (_, at) => `line ${2 * at}`);
  expect(await messagesOf('/aws/sagemaker/TransformJobs', 'even')).toEqual(even);
  expect(await messagesOf('/aws/sagemaker/TransformJobs', 'odd')).toHaveLength(600);
});

test('a group and a stream that are there already are written on', async () => {
  for (const message of ['first', 'second']) {
    const logs = remoteLogs({ endpoint: gateway.endpoint, region });
    logs.write('twice', 'stream', message);
    await logs.close();
  }
  expect(await messagesOf('twice', 'stream')).toEqual(['first', 'second']);
  const { logGroups = [] } = await client.send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: 'twice' }),
  );
  expect(logGroups).toHaveLength(1);
});

test('a group that somebody deletes begins anew, and the line that found it gone is there', async () => {
  const logs = remoteLogs({ endpoint: gateway.endpoint, region });
  const written = async (message: string): Promise<unknown[]> => {
    logs.write('deleted', 'stream', message);
    return until(async () => {
      const found = await messagesOf('deleted', 'stream').catch((): unknown[] => []);
      return found.includes(message) ? found : undefined;
    });
  };
  expect(await written('before')).toEqual(['before']);
  await client.send(new DeleteLogGroupCommand({ logGroupName: 'deleted' }));
  expect(await written('after')).toEqual(['after']);
  await logs.close();
});

test('more lines than can wait are lost with a warning, and take no memory', async () => {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const logs = remoteLogs({ endpoint: gateway.endpoint, region });
  for (let line = 0; line < 20_010; line += 1) logs.write('many', 'stream', `line ${line}`, line);
  await logs.close();
  expect(warn.mock.calls.map(([text]) => text)).toEqual([
    expect.stringContaining('20000 lines are waiting already'),
  ]);
  warn.mockRestore();
  const { events = [] } = await client.send(
    new GetLogEventsCommand({ logGroupName: 'many', logStreamName: 'stream' }),
  );
  expect(events.at(-1)?.message).toBe('line 19999');
});

test('logs that cannot be written cost one warning', async () => {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const logs = remoteLogs({ endpoint: 'http://127.0.0.1:9', region });
  logs.write('g', 's', 'a');
  logs.write('g', 't', 'b');
  await logs.close();
  expect(warn.mock.calls.map(([text]) => text)).toEqual([
    expect.stringMatching(
      /^Log lines are lost, of which this is the first: http:\/\/127\.0\.0\.1:9 did not take it: /,
    ),
  ]);
  warn.mockRestore();
});
