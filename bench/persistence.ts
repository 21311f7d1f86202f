import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedAws, startEmbeddedAws } from '../local/embedded-aws';
import { clientConfig } from '../local/gateway/client-config';

const EXECUTIONS = 500;
/** With the entry and the exit of each, an execution has 42 events, somewhat more than a run of the application. */
const STATES = 20;
const ROUNDS = 3;

export interface PersistenceFigures {
  /** Of the same executions in an embedded AWS that keeps nothing. */
  readonly timesOfVolatile: number;
  readonly executions: number;
  /** Until an embedded AWS with those executions on the disk answers, its code loaded. */
  readonly restartMilliseconds: number;
}

/** What it costs that `t2t local up` keeps everything, taken in turns with one that does not. */
export async function measurePersistence(): Promise<PersistenceFigures> {
  const folder = await mkdtemp(join(tmpdir(), 't2t-bench-kept-'));
  try {
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const at = (kind: string): string => join(folder, `${kind}-${round}`);
      const volatile = await runExecutions(at('volatile'), false);
      ratios.push((await runExecutions(at('kept'), true)) / volatile);
    }
    const restarts: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const begin = performance.now();
      const aws = await startEmbeddedAws({ dataDir: join(folder, 'kept-0'), persist: true });
      restarts.push(performance.now() - begin);
      await aws.close();
    }
    return {
      timesOfVolatile: median(ratios),
      executions: EXECUTIONS,
      restartMilliseconds: median(restarts),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns milliseconds of all of them, one after the other */
async function runExecutions(dataDir: string, persist: boolean): Promise<number> {
  const aws = await startEmbeddedAws({ dataDir, persist });
  const client = new SFNClient(clientConfig(aws.endpoint, aws.region));
  try {
    const stateMachineArn = await createMachine(aws, client);
    const begin = performance.now();
    for (let at = 0; at < EXECUTIONS; at += 1) await runToEnd(client, stateMachineArn);
    return performance.now() - begin;
  } finally {
    client.destroy();
    await aws.close();
  }
}

async function createMachine(aws: EmbeddedAws, client: SFNClient): Promise<string | undefined> {
  const roleArn = `arn:aws:iam::${aws.accountId}:role/bench`;
  const trustPolicy = {
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'states.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  };
  aws.identities.putRole('bench', { arn: roleArn, trustPolicy, managedPolicyArns: [] });
  const states: Record<string, object> = {};
  for (let at = 0; at < STATES; at += 1) {
    const next = at + 1 < STATES ? { Next: `S${at + 1}` } : { End: true };
    states[`S${at}`] = { Type: 'Pass', ...next };
  }
  const definition = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'S0',
    States: states,
  });
  const machine = new CreateStateMachineCommand({ name: 'bench', definition, roleArn });
  return (await client.send(machine)).stateMachineArn;
}

async function runToEnd(client: SFNClient, stateMachineArn: string | undefined): Promise<void> {
  const { executionArn } = await client.send(
    new StartExecutionCommand({ stateMachineArn, input: '{"n":1}' }),
  );
  for (;;) {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return;
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
