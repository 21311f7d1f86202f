import { type Agent } from 'node:http';
import * as z from 'zod';
import { type Clock } from '../clock';
import { httpCall } from './http-call';
import { withDeadline } from './deadline';

/** A ping is answered within 2 s or counts as failed (developer guide, "How containers serve requests"). */
const PING_TIMEOUT_MS = 2_000;
const PING_PAUSE_MS = 100;

interface ContainerAddress {
  readonly port: number;
  readonly agent: Agent;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** What a container may answer to GET /execution-parameters. */
const executionParameters = z.object({
  MaxConcurrentTransforms: z.int().min(1).optional(),
  BatchStrategy: z.enum(['MULTI_RECORD', 'SINGLE_RECORD']).optional(),
  MaxPayloadInMB: z.int().min(1).optional(),
});

export type ExecutionParameters = z.output<typeof executionParameters>;

/** Polls GET /ping until it answers 200. Ends by the signal only: the caller sets the limit. */
export async function waitUntilHealthy(address: ContainerAddress): Promise<void> {
  while (!(await ping(address))) await address.clock.sleep(PING_PAUSE_MS, address.signal);
}

/** GET /execution-parameters is optional: no answer, or one that makes no sense, means no wishes. */
export async function readExecutionParameters(
  address: ContainerAddress,
): Promise<ExecutionParameters> {
  const answer = await get(address, '/execution-parameters');
  if (answer?.status !== 200) return {};
  try {
    return executionParameters.parse(JSON.parse(answer.body.toString('utf8')));
  } catch {
    return {};
  }
}

async function ping(address: ContainerAddress): Promise<boolean> {
  return (await get(address, '/ping'))?.status === 200;
}

async function get(address: ContainerAddress, path: string) {
  const { port, agent, clock } = address;
  try {
    return await withDeadline(clock, PING_TIMEOUT_MS, address.signal, (signal) =>
      httpCall({ port, agent, method: 'GET', path, signal }),
    );
  } catch {
    address.signal.throwIfAborted();
    return undefined;
  }
}
