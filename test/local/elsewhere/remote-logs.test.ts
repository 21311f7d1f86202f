import fc from 'fast-check';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { batches, remoteLogs } from '../../../local/elsewhere/remote-logs';
import { clientConfig } from '../../../local/gateway/client-config';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';
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

test('logs that cannot be written cost one warning', async () => {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const logs = remoteLogs({ endpoint: 'http://127.0.0.1:9', region });
  logs.write('g', 's', 'a');
  logs.write('g', 't', 'b');
  await logs.close();
  expect(warn.mock.calls.map(([text]) => text)).toEqual([
    expect.stringMatching(/^Log lines are lost: http:\/\/127\.0\.0\.1:9 did not take them: /),
  ]);
  warn.mockRestore();
});

test('property: batches hold every line once, in time order, within the limits of PutLogEvents', () => {
  const line = fc.record({
    timestamp: fc.nat(1000),
    message: fc.string({ maxLength: 20 }).map((text) => text.repeat(4000)),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
      const found = batches(lines);
      expect(found.flat()).toEqual(lines.toSorted((a, b) => a.timestamp - b.timestamp));
      for (const batch of found) {
        const bytes = batch.map(({ message }) => Buffer.byteLength(message) + 26);
        const sum = bytes.reduce((total, each) => total + each, 0);
        expect(batch.length).toBeLessThanOrEqual(10_000);
        expect(sum <= 1_048_576 || batch.length === 1).toBe(true);
      }
    }),
  );
});

test('many short lines go in several batches', () => {
  const lines = Array.from({ length: 1201 }, () => ({ timestamp: 1, message: '' }));
  expect(batches(lines).map(({ length }) => length)).toEqual([500, 500, 201]);
});
