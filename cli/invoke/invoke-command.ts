import { systemClock } from '../../domain/realtime/clock';
import { type ContractName } from '../../domain/realtime/contract';
import { DEFAULT_LIMITS, DEFAULT_TRIES } from '../../domain/realtime/default-limits';
import { InvalidInvokeRequest } from '../../domain/realtime/errors';
import {
  type InvokeBatchRequest,
  parseInvokeBatchPayload,
} from '../../domain/realtime/invoke-batch-payload';
import {
  invokeBatchResult,
  type InvokeBatchResult,
} from '../../domain/realtime/invoke-batch-result';
import { invokeInBatches } from '../../domain/realtime/invoke-in-batches';
import { createRealtimeClients, destroyClients, type RealtimeClients } from '../realtime/clients';
import { endpointPort } from '../realtime/endpoint-port';
import { LOCAL_ENDPOINT, withLocalEndpoint } from '../realtime/local-endpoint';
import { readPayload, type TextSource } from '../realtime/read-payload';
import { findReadyEndpoint, type ReadyEndpoint } from '../realtime/ready-endpoint';
import { CliError } from '../shared/cli-error';
import { type OutputFormat } from '../shared/format-option';
import { invokeTable } from './invoke-table';

export interface InvokeOptions extends TextSource {
  readonly endpoint: string;
  /** @default - by the endpoint's tag */
  readonly contract?: ContractName;
  readonly format: OutputFormat;
}

export interface InvokeCommandOptions extends Omit<InvokeOptions, 'endpoint'> {
  readonly endpoint?: string;
  readonly local: boolean;
}

/** `t2t invoke`: by an endpoint in AWS, or by one in an embedded AWS that lives as long as the command. */
export async function invokeCommand(options: InvokeCommandOptions): Promise<void> {
  const { endpoint, local } = options;
  if (local) {
    const name = endpoint ?? LOCAL_ENDPOINT;
    await withLocalEndpoint(name, (clients) => invoke({ ...options, endpoint: name }, clients));
    return;
  }
  if (endpoint === undefined) throw new CliError('no endpoint: give --endpoint, or --local');
  const clients = createRealtimeClients();
  try {
    await invoke({ ...options, endpoint }, clients);
  } finally {
    destroyClients(clients);
  }
}

/** Prints an answer to each text, in order. Exit status 1 when one has none; the reasons go to stderr too. */
export async function invoke(options: InvokeOptions, clients: RealtimeClients): Promise<void> {
  const payload = await readPayload(options);
  const endpoint = await findReadyEndpoint(clients.sagemaker, options.endpoint, options.contract);
  const request = parse(payload, endpoint);
  const result = await answer(request, endpoint, clients);
  const text =
    options.format === 'json'
      ? JSON.stringify(result, null, 2)
      : invokeTable(request.items, result);
  process.stdout.write(`${text}\n`);
  report(request, result);
  if (result.counts.failed > 0) process.exitCode = 1;
}

function parse(payload: unknown, { contract }: ReadyEndpoint): InvokeBatchRequest {
  try {
    return parseInvokeBatchPayload(payload, contract);
  } catch (error) {
    if (error instanceof InvalidInvokeRequest) throw new CliError(error.message, { cause: error });
    throw error;
  }
}

async function answer(
  { items, parameters }: InvokeBatchRequest,
  endpoint: ReadyEndpoint,
  { runtime }: RealtimeClients,
): Promise<InvokeBatchResult> {
  const texts = items.map(({ text }) => text);
  const { contract } = endpoint;
  const outcome = await invokeInBatches({ texts, parameters, contract }, DEFAULT_LIMITS, {
    invoke: endpointPort(runtime, endpoint),
    // A person can wait, and can press Ctrl-C.
    deadline: Infinity,
    maxTries: DEFAULT_TRIES,
    clock: systemClock,
    random: Math.random,
  });
  return invokeBatchResult(items, outcome);
}

function report({ items }: InvokeBatchRequest, result: InvokeBatchResult): void {
  result.results.forEach((entry, position) => {
    if (!('error' in entry)) return;
    const { field, id } = items[position] ?? {};
    const who = id === undefined ? String(field) : `${String(field)} (id ${id})`;
    process.stderr.write(`${who}: ${entry.error.name}: ${entry.error.message}\n`);
  });
  const { counts, requests, seconds } = result;
  process.stderr.write(
    `${counts.answered} of ${counts.requested} texts answered by ${requests} ${requests === 1 ? 'request' : 'requests'} in ${seconds.toFixed(1)} s\n`,
  );
}
