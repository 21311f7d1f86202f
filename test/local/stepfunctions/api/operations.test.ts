import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeMapRunCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  InvalidArn,
  InvalidDefinition,
  InvalidExecutionInput,
  InvalidName,
  ListExecutionsCommand,
  ListMapRunsCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
  StateMachineAlreadyExists,
  StateMachineDoesNotExist,
  StateMachineTypeNotSupported,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { clientConfig } from '../../../../local/gateway/client-config';
import { type Gateway, startGateway } from '../../../../local/gateway/gateway';
import { createStepFunctionsService } from '../../../../local/stepfunctions/service';
import { ManualClock } from '../../../support/manual-clock';
import { ACCOUNT, states } from '../interpreter-harness';

const clock = new ManualClock();
const roleArn = 'arn:aws:iam::123456789012:role/machine';
let gateway: Gateway;
let client: SFNClient;

beforeAll(async () => {
  const service = createStepFunctionsService({
    ...ACCOUNT,
    clock,
    emitEvent: () => undefined,
    invokeFunction: (_, payload) =>
      Promise.resolve({ kind: 'success', payload, executedVersion: '$LATEST' }),
  });
  gateway = await startGateway({ ...ACCOUNT, services: [service] });
  client = new SFNClient(clientConfig(gateway.endpoint, ACCOUNT.region));
});

afterAll(async () => {
  client.destroy();
  await gateway.close();
});

const pass = (v: number) =>
  JSON.stringify(states({ Only: { Type: 'Pass', Output: { v }, End: true } }));

async function create(name: string, definition = pass(1)): Promise<string> {
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({ name, definition, roleArn }),
  );
  return stateMachineArn ?? '';
}

async function start(stateMachineArn: string, input?: string): Promise<string> {
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input }));
  await clock.advance(0);
  return executionArn ?? '';
}

describe('state machines', () => {
  it('are created once, again for the same settings, and not for others', async () => {
    const arn = await create('once');
    expect(arn).toBe('arn:aws:states:us-east-1:123456789012:stateMachine:once');
    expect(await create('once')).toBe(arn);
    await expect(create('once', pass(2))).rejects.toThrow(StateMachineAlreadyExists);
  });

  it('are described as they were created', async () => {
    const stateMachineArn = await create('described');
    const described = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(described).toMatchObject({
      name: 'described',
      definition: pass(1),
      roleArn,
      status: 'ACTIVE',
      type: 'STANDARD',
      loggingConfiguration: { level: 'OFF' },
      tracingConfiguration: { enabled: false },
    });
  });

  it('are updated for new executions, while old ones keep their revision', async () => {
    const stateMachineArn = await create('updated');
    const before = await start(stateMachineArn);
    await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition: pass(2) }));
    const after = await start(stateMachineArn);
    const definitions = await Promise.all(
      [before, after].map((executionArn) =>
        client.send(new DescribeStateMachineForExecutionCommand({ executionArn })),
      ),
    );
    expect(definitions.map(({ definition }) => definition)).toEqual([pass(1), pass(2)]);
    expect(definitions[1]).toMatchObject({ roleArn, name: 'updated' });
  });

  it('are listed until they are deleted, which can be done twice', async () => {
    const stateMachineArn = await create('deleted');
    const names = async (): Promise<unknown> =>
      (await client.send(new ListStateMachinesCommand({}))).stateMachines?.map(({ name }) => name);
    expect(await names()).toContain('deleted');
    await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
    expect(await names()).not.toContain('deleted');
    await expect(start(stateMachineArn)).rejects.toThrow(StateMachineDoesNotExist);
  });

  it('are refused by name, definition and type', async () => {
    await expect(create('a b')).rejects.toThrow(InvalidName);
    await expect(create('bad', '{"StartAt": "A"}')).rejects.toThrow(InvalidDefinition);
    const express = { name: 'express', definition: pass(1), roleArn, type: 'EXPRESS' as const };
    await expect(client.send(new CreateStateMachineCommand(express))).rejects.toThrow(
      StateMachineTypeNotSupported,
    );
  });
});

it.each([
  ['publish', { publish: true }, 'Versions are not supported'],
  [
    'encryptionConfiguration.type',
    { encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY' as const } },
    'Only AWS_OWNED_KEY is supported',
  ],
])('refuses %s by name', async (member, settings, message) => {
  const request = { name: 'refused', definition: pass(1), roleArn, ...settings };
  await expect(client.send(new CreateStateMachineCommand(request))).rejects.toThrow(
    `Value at '${member}' failed to satisfy constraint: ${message}`,
  );
});

describe('executions', () => {
  it.each([
    ['what is not JSON', '{', 'Invalid State Machine Execution Input'],
    [
      'more than 256 KiB',
      JSON.stringify('x'.repeat(262_144)),
      'it has 262146 bytes, the maximum is 262144',
    ],
  ])('do not start with %s', async (_, input, message) => {
    const arn = await create('inputs');
    const failure = start(arn, input);
    await expect(failure).rejects.toThrow(InvalidExecutionInput);
    await expect(failure).rejects.toThrow(message);
  });

  it('do not start by the ARN of something else', async () => {
    const bucket = 'arn:aws:s3:::bucket';
    await expect(start(bucket)).rejects.toThrow(InvalidArn);
  });

  it('show a history without data on demand', async () => {
    const executionArn = await start(await create('private'), '{"secret":1}');
    const { events } = await client.send(
      new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }),
    );
    expect(JSON.stringify(events)).not.toContain('secret');
    expect(events?.[1]?.stateEnteredEventDetails).toEqual({ name: 'Only' });
  });
});

describe('map runs', () => {
  const definition = JSON.stringify(
    states({
      Each: {
        Type: 'Map',
        Label: 'Shards',
        MaxConcurrency: 3,
        ToleratedFailurePercentage: 50,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Is it even?',
          States: {
            'Is it even?': {
              Type: 'Choice',
              Choices: [{ Condition: '{% $states.input % 2 = 0 %}', Next: 'Even' }],
              Default: 'Odd',
            },
            Even: { Type: 'Succeed' },
            Odd: { Type: 'Fail', Error: 'Odd' },
          },
        },
        End: true,
      },
    }),
  );

  it('are listed, counted, and lead to their executions', async () => {
    const executionArn = await start(await create('mapped', definition), '[1,2,3,4]');
    const { mapRuns } = await client.send(new ListMapRunsCommand({ executionArn }));
    expect(mapRuns).toMatchObject([
      {
        executionArn,
        stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:mapped/Shards',
      },
    ]);
    const mapRunArn = mapRuns?.[0]?.mapRunArn;
    const described = await client.send(new DescribeMapRunCommand({ mapRunArn }));
    expect(described).toMatchObject({
      status: 'SUCCEEDED',
      maxConcurrency: 3,
      toleratedFailurePercentage: 50,
      itemCounts: { total: 4, succeeded: 2, failed: 2, pending: 0, running: 0, aborted: 0 },
    });
    const { executions } = await client.send(
      new ListExecutionsCommand({ mapRunArn, statusFilter: 'FAILED' }),
    );
    expect(executions).toHaveLength(2);
    const child = await client.send(
      new DescribeStateMachineForExecutionCommand({ executionArn: executions?.[0]?.executionArn }),
    );
    expect(child).toMatchObject({ mapRunArn, label: 'Shards' });
  });
});

it('refuses an operation that it does not have, by name', async () => {
  await expect(client.send(new CreateActivityCommand({ name: 'a' }))).rejects.toThrow(
    "does not support 'AWSStepFunctions.CreateActivity'. Supported: CreateStateMachine,",
  );
});

it('says which member of a request is wrong', async () => {
  const request = new GetExecutionHistoryCommand({ executionArn: 'x', maxResults: 5000 });
  await expect(client.send(request)).rejects.toThrow(
    "1 validation error detected: Value at 'maxResults' failed to satisfy constraint",
  );
});
