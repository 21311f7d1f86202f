import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientConfig } from '../../../local/gateway/client-config';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';
import { createAuthorizer } from '../../../local/iam/evaluation/authorizer';
import { createIdentityStore } from '../../../local/iam/identity-store';
import { createParsedPolicies } from '../../../local/iam/policy/parsed-policies';
import { createResourcePolicies } from '../../../local/iam/resource-policies';
import { createKeys } from '../../../local/kms/keys';
import { createLogsService, type LogsService } from '../../../local/logs/logs-service';
import { ManualClock } from '../../support/manual-clock';

const place = { region: 'us-east-1', accountId: '000000000000' };
const clock = new ManualClock();
const keys = createKeys(place);
const resourcePolicies = createResourcePolicies();
const key = keys.put('k', { enabled: true }).arn;
const logGroupName = '/g';
const groupArn = `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}`;

let dataDir: string;
let logs: LogsService;
let gateway: Gateway;
let client: CloudWatchLogsClient;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'logs-'));
  const authorizer = createAuthorizer({
    ...place,
    identities: createIdentityStore(),
    resourcePolicies,
    parsedPolicies: createParsedPolicies(),
    clock,
  });
  logs = createLogsService({ dataDir, clock, authorizer, place, keys });
  gateway = await startGateway({ services: [logs], ...place });
  client = new CloudWatchLogsClient(clientConfig(gateway.endpoint, place.region));
  letIn();
});
afterEach(async () => {
  client.destroy();
  await gateway.close();
  rmSync(dataDir, { recursive: true });
});

/** The statement of the User Guide, changed as a test wants it. */
function letIn(
  more: object = {},
  pattern = 'arn:aws:logs:us-east-1:000000000000:log-group:*',
): void {
  resourcePolicies.put(key, {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'logs.us-east-1.amazonaws.com' },
        Action: [
          'kms:Encrypt*',
          'kms:Decrypt*',
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:Describe*',
        ],
        Resource: '*',
        Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': pattern } },
        ...more,
      },
    ],
  });
}

const create = (kmsKeyId = key) =>
  client.send(new CreateLogGroupCommand({ logGroupName, kmsKeyId }));
const messages = async (): Promise<unknown[]> => {
  const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName }));
  return events.map(({ message }) => message);
};

test('a key that lets the service in: the group has it, and takes lines', async () => {
  await create();
  logs.write(logGroupName, 's', 'line', 1);
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({}));
  expect(logGroups).toMatchObject([{ logGroupName, kmsKeyId: key }]);
  expect(await messages()).toEqual(['line']);
});

test.each<[string, { readonly pattern?: string; readonly [element: string]: unknown }]>([
  ['names another service', { Principal: { Service: 'sns.amazonaws.com' } }],
  [
    'names the service of another region',
    { Principal: { Service: 'logs.eu-west-1.amazonaws.com' } },
  ],
  ['names the service without its region', { Principal: { Service: 'logs.amazonaws.com' } }],
  ['leaves it to the account', { Principal: { AWS: 'arn:aws:iam::000000000000:root' } }],
  [
    'does not let it encrypt',
    { Action: ['kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'] },
  ],
  [
    'does not let it make data keys',
    { Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*'] },
  ],
  ['is for another group', { pattern: 'arn:aws:logs:us-east-1:000000000000:log-group:/other' }],
  ['is for the streams, not the group', { pattern: `${groupArn}:*` }],
])('a key whose policy %s', async (_, { pattern, ...more }) => {
  letIn(more, pattern);
  await expect(create()).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(
      `The specified KMS key does not exist or is not allowed to be used with Arn '${groupArn}' (User: logs.us-east-1.amazonaws.com is not authorized to perform: kms:`,
    ) as string,
  });
  expect(() => {
    logs.createLogGroup(logGroupName, { kmsKeyId: key });
  }).toThrow('is not allowed to be used with');
  expect(logs.hasLogGroup(logGroupName)).toBe(false);
});

test('a key that is not there, or is disabled', async () => {
  const off = keys.put('off', { enabled: false }).arn;
  for (const kmsKeyId of [off, `${key}2`]) {
    await expect(create(kmsKeyId)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: `The specified KMS Key Id could not be found, or is disabled: ${kmsKeyId}`,
    });
  }
});

test('once the key shuts the service out, nothing is written or read', async () => {
  await create();
  await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 's' }));
  logs.write(logGroupName, 's', 'before', 1);
  letIn({ Action: 'kms:Decrypt' });
  await clock.advance(1000);
  logs.write(logGroupName, 's', 'lost', 2);
  const put = new PutLogEventsCommand({
    logGroupName,
    logStreamName: 's',
    logEvents: [{ timestamp: 3, message: 'refused' }],
  });
  await expect(client.send(put)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect(await messages()).toEqual(['before']);

  letIn({ Action: 'kms:GenerateDataKey' });
  const read = new GetLogEventsCommand({ logGroupName, logStreamName: 's' });
  for (const reading of [messages(), client.send(read)]) {
    await expect(reading).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('kms:Decrypt') as string,
    });
  }
});

test('a service that stands alone asks about no key', () => {
  const alone = createLogsService({ dataDir: join(dataDir, 'alone') });
  alone.createLogGroup(logGroupName, { kmsKeyId: `${key}2` });
  expect(alone.hasLogGroup(logGroupName)).toBe(true);
});
